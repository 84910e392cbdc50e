package io.github.senda.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Visitors of the example shop by HTTP/1.1 over connections that stay open, in a process of its
 * own: one thread that never sleeps, so that it sends when it means to. Each visitor looks around,
 * fills a cart and leaves before paying; then someone without a cookie takes the connection over.
 *
 * <p>Told {@code closed PORT SECONDS}, every connection asks again as soon as it has its answer.
 * Told {@code open PORT SECONDS RATE SEED}, requests fall due at random times (exponential gaps)
 * whether the shop keeps up or not, and each is timed from the instant at which it was due: time
 * that a request waits for a free connection counts, so nothing is omitted by waiting. Answers
 * {@code DONE requests seconds p50 p99 p99.9}, the last three in nanoseconds.
 */
final class ShopLoad {

  private static final int CONNECTIONS = 16;
  private static final long LONGEST_NANOS = 60_000_000_000L;

  private ShopLoad() {}

  public static void main(String[] arguments) throws IOException {
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ", -1);
      boolean open = words[0].equals("open");
      double gap = open ? 1e9 / Double.parseDouble(words[3]) : 0;
      Random random = new Random(open ? Long.parseLong(words[4]) : 0);
      long start = System.nanoTime();
      Histogram times =
          run(Integer.parseInt(words[1]), Long.parseLong(words[2]) * 1_000_000_000L, gap, random);
      System.out.println(
          "DONE "
              + times.getTotalCount()
              + " "
              + (System.nanoTime() - start) / 1e9
              + " "
              + times.getValueAtPercentile(50)
              + " "
              + times.getValueAtPercentile(99)
              + " "
              + times.getValueAtPercentile(99.9));
    }
  }

  /**
   * @param gap nanoseconds between requests on average; 0 to ask whenever a connection is free
   */
  private static Histogram run(int port, long nanos, double gap, Random random) throws IOException {
    Histogram times = new Histogram(LONGEST_NANOS, 3);
    Deque<Connection> free = new ArrayDeque<>();
    Deque<Long> due = new ArrayDeque<>();
    try (Selector selector = Selector.open()) {
      List<Connection> all = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        all.add(new Connection(selector, port, i));
      }
      free.addAll(all);
      long start = System.nanoTime();
      double next = start;
      while (true) {
        long now = System.nanoTime();
        boolean over = now - start >= nanos;
        if (gap > 0) {
          for (;
              next <= now && next - start < nanos;
              next -= gap * Math.log(1 - random.nextDouble())) {
            due.add((long) next);
          }
        } else if (!over) {
          free.forEach(connection -> due.add(now));
        }
        while (!due.isEmpty() && !free.isEmpty()) {
          free.remove().ask(due.remove());
        }
        if (over && free.size() == CONNECTIONS) {
          break;
        }
        selector.selectNow(
            key -> {
              Connection connection = (Connection) key.attachment();
              if (connection.answered()) {
                times.recordValue(System.nanoTime() - connection.due);
                free.add(connection);
              }
            });
      }
      for (Connection connection : all) {
        connection.channel.close();
      }
    }
    return times;
  }

  /** A connection and the visitor who uses it now. */
  private static final class Connection {
    private final SocketChannel channel;
    private final String authority;
    private final Map<String, String> cookies = new TreeMap<>();
    private ByteBuffer answer = ByteBuffer.allocate(1 << 17);
    private int visitor;
    private int step;
    private long due;

    /** Where the body begins; 0 until the head is whole. */
    private int body;

    private int length;

    Connection(Selector selector, int port, int number) throws IOException {
      channel =
          SocketChannel.open(
              new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, this);
      authority = "localhost:" + port;
      visitor = number;
    }

    void ask(long intended) {
      due = intended;
      body = 0;
      answer.clear();
      try {
        ByteBuffer request =
            ByteBuffer.wrap(
                ShopVisit.request(visitor, step, authority, cookies)
                    .getBytes(StandardCharsets.US_ASCII));
        while (request.hasRemaining()) {
          channel.write(request);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Reads what has come; true when the answer is whole. */
    boolean answered() {
      try {
        if (channel.read(answer) < 0) {
          throw new IllegalStateException("the shop closed a connection");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (!answer.hasRemaining()) {
        answer = ByteBuffer.allocate(answer.capacity() * 2).put(answer.flip());
      }
      if (body == 0 && !head()) {
        return false;
      }
      if (length >= 0 ? answer.position() < body + length : !chunks()) {
        return false;
      }
      step = (step + 1) % ShopVisit.STEPS;
      if (step == 0) {
        cookies.clear();
        visitor += CONNECTIONS;
      }
      return true;
    }

    private boolean head() {
      int end = find("\r\n\r\n", 0);
      if (end < 0) {
        return false;
      }
      body = end + 4;
      length = -1;
      String[] lines =
          new String(answer.array(), 0, end, StandardCharsets.ISO_8859_1).split("\r\n", -1);
      int status = Integer.parseInt(lines[0].substring(9, 12));
      if (status != ShopVisit.status(step)) {
        throw new IllegalStateException("step " + step + " was answered " + lines[0]);
      }
      for (String line : lines) {
        if (line.regionMatches(true, 0, "Content-Length: ", 0, 16)) {
          length = Integer.parseInt(line.substring(16));
        } else if (line.regionMatches(true, 0, "Set-Cookie: ", 0, 12)) {
          String[] cookie = line.substring(12).split(";", 2)[0].split("=", 2);
          cookies.put(cookie[0], cookie[1]);
        }
      }
      return true;
    }

    /** Whether the last chunk is there; moves on to the first that is not whole. */
    private boolean chunks() {
      while (true) {
        int end = find("\r\n", body);
        if (end < 0) {
          return false;
        }
        int size =
            Integer.parseInt(
                new String(answer.array(), body, end - body, StandardCharsets.ISO_8859_1), 16);
        int next = end + 2 + size + 2;
        if (answer.position() < next) {
          return false;
        }
        if (size == 0) {
          return true;
        }
        body = next;
      }
    }

    private int find(String text, int from) {
      byte[] bytes = answer.array();
      for (int at = from; at + text.length() <= answer.position(); at++) {
        int same = 0;
        while (same < text.length() && bytes[at + same] == text.charAt(same)) {
          same++;
        }
        if (same == text.length()) {
          return at;
        }
      }
      return -1;
    }
  }
}
