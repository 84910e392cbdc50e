package io.github.senda.examples.candil;

/** {@link BootContract} on Undertow. */
class UndertowIT extends BootContract {

  @Override
  ExecutableJar.Server server() {
    return ExecutableJar.Server.UNDERTOW;
  }
}
