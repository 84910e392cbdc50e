package io.github.senda.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A database whose schema has one version more. */
record MigratingDialect(Dialect dialect, String step) implements Dialect {

  @Override
  public List<List<String>> migrations() {
    List<List<String>> migrations = new ArrayList<>(dialect.migrations());
    migrations.add(List.of(step));
    return migrations;
  }

  @Override
  public void check(Path folder) throws StoreException {
    dialect.check(folder);
  }

  @Override
  public Path file(Path folder) {
    return dialect.file(folder);
  }

  @Override
  public Connection connect(Path folder) throws SQLException {
    return dialect.connect(folder);
  }

  @Override
  public void holdStill(Connection connection) throws SQLException {
    dialect.holdStill(connection);
  }

  @Override
  public void backup(Connection connection, Path zip) throws SQLException {
    dialect.backup(connection, zip);
  }

  @Override
  public void tidy(Connection connection) throws SQLException {
    dialect.tidy(connection);
  }

  @Override
  public long size(Connection connection) throws SQLException {
    return dialect.size(connection);
  }

  @Override
  public long used(Connection connection) throws SQLException {
    return dialect.used(connection);
  }

  @Override
  public void shrink(Connection connection) throws SQLException {
    dialect.shrink(connection);
  }

  @Override
  public void rewrite(Connection connection) throws SQLException {
    dialect.rewrite(connection);
  }

  @Override
  public StoreException explain(SQLException error, Path folder) {
    return dialect.explain(error, folder);
  }
}
