package io.github.senda.storefront.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One connection of plain bytes to a host on this machine. */
final class Wire implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;

  private Wire(Socket socket) {
    this.socket = socket;
  }

  static Wire to(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    return new Wire(socket);
  }

  /** Sends a whole request that asks to close the connection, and gives all that comes back. */
  static String exchange(int port, String request) throws IOException {
    try (Wire wire = to(port)) {
      wire.send(request);
      return wire.rest();
    } catch (SocketTimeoutException e) {
      throw new IOException("no end of the answer to: " + request, e);
    }
  }

  /** Sends text whose characters are bytes. */
  void send(String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Sends one block again and again; false if the host would not take it all. */
  boolean send(byte[] block, int times) {
    try {
      OutputStream out = socket.getOutputStream();
      for (int i = 0; i < times; i++) {
        out.write(block);
      }
      out.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Says that nothing more is sent: a host that would keep the connection closes it then. */
  void end() throws IOException {
    socket.shutdownOutput();
  }

  /** Reads until a text has come, and gives all until then. */
  String until(String text) throws IOException {
    byte[] end = text.getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    while (true) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ended before \"" + text + "\": " + latin(read));
      }
      read.write(next);
      byte[] all = read.toByteArray();
      if (all.length >= end.length
          && Arrays.equals(all, all.length - end.length, all.length, end, 0, end.length)) {
        return latin(read);
      }
    }
  }

  /** Reads until the host closes the connection. */
  String rest() throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(read);
    } catch (SocketException e) {
      // A host that read no body may cut the connection after its answer.
      read.writeBytes("<cut>".getBytes(StandardCharsets.ISO_8859_1));
    }
    return latin(read);
  }

  private static String latin(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
