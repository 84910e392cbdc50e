package io.github.senda.storefront.panel;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Where a merchant takes home all that is stored. Safe for any thread. */
final class BackupDesk {

  private final PanelSource source;

  BackupDesk(PanelSource source) {
    this.source = source;
  }

  void routes(Routes routes) {
    routes.post(
        "/api/backup",
        call -> {
          routes.noted(call, "backup");
          give(call);
        });
  }

  private void give(Call call) throws IOException {
    HttpServletResponse response = call.response();
    if (!source.hasBackup()) {
      Answers.error(
          response, HttpServletResponse.SC_CONFLICT, call.words().text("error.no_backup"));
      return;
    }
    response.setContentType("application/zip");
    response.setHeader("Content-Disposition", "attachment; filename=\"senda-backup.zip\"");
    try {
      source.backup(response.getOutputStream());
    } catch (IOException e) {
      Answers.notDone(response, e);
    }
  }
}
