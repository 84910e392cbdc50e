package io.github.senda.examples.candil;

/** {@link BootContract} on Tomcat. */
class TomcatIT extends BootContract {

  @Override
  ExecutableJar.Server server() {
    return ExecutableJar.Server.TOMCAT;
  }
}
