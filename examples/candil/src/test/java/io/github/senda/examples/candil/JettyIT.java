package io.github.senda.examples.candil;

import java.util.List;

/** {@link BootContract} on Jetty. */
class JettyIT extends BootContract {

  @Override
  ExecutableJar.Server server() {
    return ExecutableJar.Server.JETTY;
  }

  /**
   * A role beside the token, so that Spring Security stays in charge of the panel's requests; and
   * no session in addresses, as Jetty's are longer or shorter by chance, and so is a page with
   * them.
   */
  @Override
  List<String> properties() {
    return List.of("senda.panel.role=CLIENTE", "server.servlet.session.tracking-modes=cookie");
  }
}
