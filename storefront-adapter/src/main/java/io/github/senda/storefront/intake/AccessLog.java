package io.github.senda.storefront.intake;

import io.github.senda.journey.JourneyLog;
import io.github.senda.journey.Meaning;
import io.github.senda.storefront.capture.Exchange;
import io.github.senda.storefront.capture.Noise;
import io.github.senda.storefront.capture.Rules;
import io.github.senda.touch.Touchpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a web server's access log. A visitor is an address with a user agent; their requests are
 * cut into visits. A request becomes a sign and has its meaning from the rules, else it is its path
 * template; where every request counts, a touchpoint is the path as it stands, without the query.
 */
final class AccessLog {

  private static final int ERROR = 400;
  // Most logs ask for the same few thousand pages again and again; a log that does not is let be.
  private static final int MOST_KNOWN_REQUESTS = 1 << 18;
  private static final int LEFT_OUT = -1;
  private static final int NOT_ASKED = 0;
  private static final int PERSON = 1;
  private static final int CRAWLER = 2;

  private final String name;
  private final ReaderOptions options;
  private final TimeText times;
  private final LeftOut leftOut;
  private final AccessLine line = new AccessLine();
  private final Dictionary visitors = new Dictionary();
  private final Dictionary signs = new Dictionary();
  private final TouchRows touches = new TouchRows();
  private Dictionary requests = new Dictionary();
  private final List<String> noises = new ArrayList<>();
  // A negative number is that of a noise, less one.
  private int[] signOfRequest = new int[1024];
  private byte[] crawlers = new byte[1024];
  private byte[] scratch = new byte[512];

  AccessLog(String name, ReaderOptions options) {
    this.name = name;
    this.options = options;
    this.times = options.times();
    this.leftOut = new LeftOut(name, options.skipBadRows());
  }

  /** Whether one of the first lines in the window is a line of such a log. */
  static boolean isLikely(ByteWindow window) {
    AccessLine line = new AccessLine();
    TimeText times = TimeText.of(ZoneOffset.UTC);
    int from = window.from;
    for (int lines = 0; lines < 5 && from < window.to; lines++) {
      int to = from;
      while (to < window.to && window.bytes[to] != '\n') {
        to++;
      }
      if (line.parse(window.bytes, from, to)
          && times.accessLogMicros(window.bytes, line.timeFrom, line.timeTo) != TimeText.NONE) {
        return true;
      }
      from = to + 1;
    }
    return false;
  }

  ReadLog read(ByteWindow window) throws IOException {
    for (long number = 1; ; number++) {
      int end = lineEnd(window);
      if (window.from == window.to) {
        break;
      }
      int to = end > window.from && window.bytes[end - 1] == '\r' ? end - 1 : end;
      if (to > window.from) {
        try {
          take(window.bytes, window.from, to, number);
        } catch (BadRow e) {
          leftOut.add(e);
        }
      }
      if (end == window.to && !window.ended) {
        window.skipLine();
      } else {
        window.from = Math.min(end + 1, window.to);
      }
    }
    if (touches.size() == 0) {
      throw new BadInput(nothingLeft());
    }
    List<String> texts = signs.texts();
    Meaning meaning =
        options.everyRequest()
            ? Meaning.named(texts)
            : Rules.builtIn().meaning(texts, sign -> Optional.of(Touchpoint.of(sign.path())));
    return new ReadLog(
        JourneyLog.of(touches.blocks(visitors.size(), Optional.of(options.cut())), texts),
        meaning,
        leftOut.sentences());
  }

  private String nothingLeft() {
    return leftOut.bad() > 0
        ? name + " has no line of an access log: all " + leftOut.bad() + " are bad"
        : leftOut.isEmpty()
            ? name + " has no line: there is nothing to count"
            : name
                + " has no request of a visitor ("
                + String.join("; ", leftOut.sentences())
                + "); --every-request counts them";
  }

  /** The end of the line that begins the window. */
  private static int lineEnd(ByteWindow window) throws IOException {
    int at = window.from;
    while (true) {
      while (window.bytes[at] != '\n') {
        at++;
      }
      int seen = at - window.from;
      if (at < window.to || !window.more()) {
        return at < window.to ? at : window.to;
      }
      at = window.from + seen;
    }
  }

  private void take(byte[] bytes, int from, int to, long number) throws BadRow {
    if (!line.parse(bytes, from, to)) {
      throw new BadRow(
          "no request",
          number,
          "this is no line of an access log: address, [time], \"request\" and status");
    }
    long time = times.accessLogMicros(bytes, line.timeFrom, line.timeTo);
    if (time == TimeText.NONE) {
      throw new BadRow(
          "a time that cannot be read",
          number,
          "\""
              + Dictionary.text(bytes, line.timeFrom, Math.min(line.timeTo, line.timeFrom + 60))
              + "\" is not a time such as 17/May/2015:10:05:03 +0000");
    }
    if (line.requestFrom == line.requestTo) {
      throw new BadRow("no request", number, "the request of this line is empty");
    }
    int sign = options.everyRequest() ? path(bytes) : sign(bytes);
    if (sign >= 0) {
      int visitor = visitor(bytes);
      if (options.everyRequest() || !isCrawler(visitor, bytes)) {
        touches.add(visitor, sign, time);
      }
    }
  }

  /** The number of the path as it stands; of a request that is none, all that stands there. */
  private int path(byte[] bytes) {
    int to = pathEnd(bytes);
    return line.targetFrom == to
        ? signs.number(bytes, line.requestFrom, line.requestTo)
        : signs.number(bytes, line.targetFrom, to);
  }

  private int pathEnd(byte[] bytes) {
    int to = line.targetFrom;
    while (to < line.targetTo && bytes[to] != '?' && bytes[to] != '#') {
      to++;
    }
    return to;
  }

  /** The number of the request's sign, or a negative one where the request is left out. */
  private int sign(byte[] bytes) {
    if (line.status >= ERROR) {
      leftOut.count("requests that ended in an error (status 400 and above)");
      return LEFT_OUT;
    }
    int method = line.methodTo - line.requestFrom;
    if (method == 0) {
      leftOut.count("lines whose request has no method");
      return LEFT_OUT;
    }
    // The key is the request up to the end of its target, and the status.
    int length = line.targetTo - line.requestFrom;
    reserve(length + 3);
    System.arraycopy(bytes, line.requestFrom, scratch, 0, length);
    System.arraycopy(bytes, line.requestTo + 2, scratch, length, 3);
    if (requests.size() == MOST_KNOWN_REQUESTS) {
      requests = new Dictionary();
    }
    int known = requests.size();
    int request = requests.number(scratch, 0, length + 3);
    if (request == known) {
      if (request == signOfRequest.length) {
        signOfRequest = Arrays.copyOf(signOfRequest, request * 2);
      }
      signOfRequest[request] = newSign(bytes);
    }
    int sign = signOfRequest[request];
    if (sign < 0) {
      leftOut.count(noises.get(-1 - sign));
    }
    return sign;
  }

  private int newSign(byte[] bytes) {
    String method =
        Dictionary.text(bytes, line.requestFrom, line.methodTo).toUpperCase(Locale.ROOT);
    String target = withoutHost(Dictionary.text(bytes, line.targetFrom, line.targetTo));
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    Optional<Noise.Cause> cause = Noise.cause(method, path, header -> Optional.empty());
    if (cause.isPresent()) {
      String kind = kind(cause.get());
      if (!noises.contains(kind)) {
        noises.add(kind);
      }
      return -1 - noises.indexOf(kind);
    }
    String text =
        new Exchange(
                method,
                "",
                "",
                path,
                query,
                List.of(),
                false,
                Optional.empty(),
                Exchange.Answer.of(line.status))
            .sign()
            .text();
    byte[] entry = text.getBytes(StandardCharsets.UTF_8);
    return signs.number(entry, 0, entry.length);
  }

  /** A proxy is asked for {@code http://host/path}. */
  private static String withoutHost(String target) {
    int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
    int slash = scheme < 0 ? -1 : target.indexOf('/', scheme + 3);
    return scheme < 0 ? target : slash < 0 ? "/" : target.substring(slash);
  }

  private static String kind(Noise.Cause cause) {
    return switch (cause) {
      case METHOD -> "requests by HEAD, OPTIONS or TRACE";
      case STATIC_FILE -> "requests for static files";
      case HEALTH_CHECK -> "health checks";
      case CRAWLER, LINK_PREVIEW -> "requests of crawlers";
      case FRAGMENT, PREFETCH -> "requests that no visitor made";
    };
  }

  private int visitor(byte[] bytes) {
    int address = line.addressTo - line.addressFrom;
    int agent = line.agentTo - line.agentFrom;
    reserve(address + 1 + agent);
    System.arraycopy(bytes, line.addressFrom, scratch, 0, address);
    scratch[address] = 0;
    System.arraycopy(bytes, line.agentFrom, scratch, address + 1, agent);
    return visitors.number(scratch, 0, address + 1 + agent);
  }

  private boolean isCrawler(int visitor, byte[] bytes) {
    if (visitor >= crawlers.length) {
      crawlers = Arrays.copyOf(crawlers, visitor * 2);
    }
    if (crawlers[visitor] == NOT_ASKED) {
      boolean crawler = Noise.isCrawler(Dictionary.text(bytes, line.agentFrom, line.agentTo));
      crawlers[visitor] = (byte) (crawler ? CRAWLER : PERSON);
    }
    if (crawlers[visitor] == CRAWLER) {
      leftOut.count(kind(Noise.Cause.CRAWLER));
      return true;
    }
    return false;
  }

  private void reserve(int length) {
    if (scratch.length < length) {
      scratch = new byte[length * 2];
    }
  }
}
