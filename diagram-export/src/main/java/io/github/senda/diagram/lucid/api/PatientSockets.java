package io.github.senda.diagram.lucid.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * Sockets that keep time by themselves. OkHttp would have a thread watch them that outlives its
 * last call by a minute, and with it a shop that is taken off its server. Safe for any thread.
 */
final class PatientSockets extends SocketFactory {

  private final int silence;

  PatientSockets(Duration silence) {
    this.silence = Math.toIntExact(silence.toMillis());
  }

  @Override
  public Socket createSocket() {
    return new PatientSocket(silence);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  private Socket connected(InetSocketAddress address) throws IOException {
    Socket socket = createSocket();
    socket.connect(address, silence);
    return socket;
  }

  /** Where OkHttp, which is told of no time-out, asks for none, it has ours. */
  private static final class PatientSocket extends Socket {

    private final int silence;

    PatientSocket(int silence) {
      this.silence = silence;
    }

    @Override
    public synchronized void setSoTimeout(int timeout) throws SocketException {
      super.setSoTimeout(timeout == 0 ? silence : timeout);
    }
  }
}
