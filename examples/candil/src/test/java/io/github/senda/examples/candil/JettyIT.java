package io.github.senda.examples.candil;

import java.util.List;

/** {@link BootContract} on Jetty. */
class JettyIT extends BootContract {

  @Override
  ExecutableJar.Server server() {
    return ExecutableJar.Server.JETTY;
  }

  /** Beside the token, so that Spring Security stays in charge of the panel's requests. */
  @Override
  List<String> properties() {
    return List.of("senda.panel.role=CLIENTE");
  }
}
