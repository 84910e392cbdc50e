package io.github.senda.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** A database whose connections fail when a test says so; otherwise the one behind it. */
final class FailingDialect implements Dialect {

  private enum Fault {
    NONE,
    BEFORE_COMMIT,
    AFTER_COMMIT,
    TIDYING,
    ALWAYS
  }

  private final Dialect dialect;
  private final AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);

  private final AtomicReference<CountDownLatch> stalled =
      new AtomicReference<>(new CountDownLatch(0));

  private volatile boolean stalling;

  FailingDialect(Dialect dialect) {
    this.dialect = dialect;
  }

  void failBeforeNextCommit() {
    fault.set(Fault.BEFORE_COMMIT);
  }

  void failAfterNextCommit() {
    fault.set(Fault.AFTER_COMMIT);
  }

  void failAtTidying() {
    fault.set(Fault.TIDYING);
  }

  /** From the next commit on everything waits until {@link #work}. */
  /** Whether somebody waits for a commit that does not end. */
  boolean isStalling() {
    return stalling;
  }

  void stall() {
    stalled.set(new CountDownLatch(1));
  }

  void failFromNowOn() {
    fault.set(Fault.ALWAYS);
  }

  boolean works() {
    return fault.get() == Fault.NONE;
  }

  void work() {
    stalled.get().countDown();
    fault.set(Fault.NONE);
  }

  @Override
  public Connection connect(Path folder) throws SQLException {
    if (fault.get() == Fault.ALWAYS) {
      throw new SQLException("the disk is on fire");
    }
    Connection connection = dialect.connect(folder);
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              boolean commit = method.getName().equals("commit");
              if (commit) {
                stalling = stalled.get().getCount() > 0;
                stalled.get().await();
                stalling = false;
              }
              if (commit
                  && (fault.get() == Fault.ALWAYS
                      || fault.compareAndSet(Fault.BEFORE_COMMIT, Fault.NONE))) {
                throw new SQLException("the disk is on fire");
              }
              try {
                Object result = method.invoke(connection, arguments);
                if (commit && fault.compareAndSet(Fault.AFTER_COMMIT, Fault.NONE)) {
                  throw new SQLException("nobody heard whether it was committed");
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
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
  public void holdStill(Connection connection) throws SQLException {
    dialect.holdStill(connection);
  }

  @Override
  public List<List<String>> migrations() {
    return dialect.migrations();
  }

  @Override
  public void backup(Connection connection, Path zip) throws SQLException {
    dialect.backup(connection, zip);
  }

  @Override
  public void tidy(Connection connection) throws SQLException {
    if (fault.compareAndSet(Fault.TIDYING, Fault.NONE)) {
      throw new SQLException("nothing can be tidied here");
    }
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
