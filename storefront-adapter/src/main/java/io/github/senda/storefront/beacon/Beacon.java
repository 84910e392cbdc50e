package io.github.senda.storefront.beacon;

import io.github.senda.storefront.capture.BeaconSign;
import io.github.senda.storefront.capture.Parts;
import io.github.senda.touch.Facts;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touch;
import io.github.senda.touch.TouchRecorder;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * What only the browser knows: the file that a shop's pages load, and the place where it tells of
 * them. Whoever tells something is answered the same whatever became of it; what is told is
 * believed by nobody where it matters. Makes no session, and sets no cookie but for who agrees to
 * be known again, or did and is asked the question. Safe for any thread.
 */
public final class Beacon {

  private static final Logger LOG = System.getLogger(Beacon.class.getName());
  private static final String TOUCHES = "touches";
  private static final String QUESTION = "question";
  private static final String CONSENT = "consent";

  private static final int LONGEST_ANSWER = 5;

  private final String prefix;
  private final String contextPath;
  private final Shop shop;
  private final TouchRecorder recorder;
  private final Optional<Question> question;
  private final Clock clock;
  private final AskedCookie asked;
  private final Map<String, BeaconFile> files;
  private final Buckets buckets;
  private final Quarantine quarantine = new Quarantine();
  private final LongAdder taken = new LongAdder();
  private final Parts parts = Parts.remembered();
  private final AtomicBoolean said = new AtomicBoolean();

  private Beacon(
      String contextPath,
      String path,
      Shop shop,
      TouchRecorder recorder,
      Optional<Question> question,
      Clock clock) {
    this.contextPath = contextPath;
    this.prefix = contextPath + path + "/";
    this.shop = shop;
    this.asked = AskedCookie.of(contextPath);
    this.recorder = recorder;
    this.question = question;
    this.clock = clock;
    this.buckets = new Buckets(clock);
    this.files =
        Map.of(
            "senda.js", script(question.isPresent(), shop.consentTool()),
            "question.js", BeaconFile.of("question.js", text -> text),
            "question.css", BeaconFile.of("question.css", text -> text));
  }

  /**
   * The beacon of a shop.
   *
   * @param path where it is, below the shop
   * @param question what visitors are asked, if anything
   */
  public static Beacon of(
      String contextPath,
      String path,
      Shop shop,
      TouchRecorder recorder,
      Optional<Question> question,
      Clock clock) {
    return new Beacon(contextPath, path, shop, recorder, question, clock);
  }

  /** The script asks for a question only where there is one, and so it is with an agreement. */
  static BeaconFile script(boolean asks, Optional<String> consentTool) {
    return BeaconFile.of(
        "senda.js",
        text ->
            (asks ? text.replace("ASKS = false", "ASKS = true") : text)
                + consentTool.map(Beacon::consentScript).orElse(""));
  }

  private static String consentScript(String tool) {
    try {
      return BeaconFile.text("consent.js").replace("TOOL = ''", "TOOL = '" + tool + "'");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a request is the beacon's to answer. */
  public boolean takes(HttpServletRequest request) {
    return request.getRequestURI().startsWith(prefix);
  }

  /** Answers a request that {@link #takes} says is the beacon's; never throws. */
  public void answer(HttpServletRequest request, HttpServletResponse response) {
    try {
      String name = name(request);
      String method = request.getMethod();
      if (name.equals(TOUCHES) && method.equals("POST")) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        listen(request);
      } else if (name.equals(QUESTION) && method.equals("GET")) {
        ask(request, response);
      } else if (name.equals(CONSENT) && method.equals("POST") && shop.consentTool().isPresent()) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        consent(request, response);
      } else if (files.containsKey(name) && (method.equals("GET") || method.equals("HEAD"))) {
        files.get(name).answer(request, response);
      } else {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      }
    } catch (IOException e) {
      refuse(Quarantine.Cause.BROKEN, "", -1);
    } catch (Throwable failure) {
      failed(failure);
    }
  }

  private String name(HttpServletRequest request) {
    String name = request.getRequestURI().substring(prefix.length());
    int parameters = name.indexOf(';');
    return parameters < 0 ? name : name.substring(0, parameters);
  }

  /** Who tells something from a page of this shop, and not too often. */
  private Optional<Sender> teller(HttpServletRequest request) {
    if (!isOfThisShop(request)) {
      refuse(Quarantine.Cause.CROSS_SITE, "", -1);
      return Optional.empty();
    }
    Optional<Sender> sender = shop.sender(request);
    if (sender.isPresent() && !buckets.take(sender.get())) {
      refuse(Quarantine.Cause.TOO_OFTEN, "", -1);
      return Optional.empty();
    }
    return sender;
  }

  /** What a visitor answered to the tool with which the shop asks: true or false, and no more. */
  private void consent(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (teller(request).isEmpty()) {
      return;
    }
    byte[] body;
    try (ServletInputStream in = request.getInputStream()) {
      body = in.readNBytes(LONGEST_ANSWER + 1);
    }
    switch (new String(body, StandardCharsets.US_ASCII)) {
      case "true" -> shop.answered(true, request, response);
      case "false" -> shop.answered(false, request, response);
      default -> refuse(Quarantine.Cause.WRONG_VALUE, "", body.length);
    }
  }

  private void listen(HttpServletRequest request) throws IOException {
    Optional<Sender> sender = teller(request);
    if (sender.isEmpty()) {
      return;
    }
    if (request.getContentLengthLong() > BodyReader.MOST_BYTES) {
      refuse(
          Quarantine.Cause.TOO_LARGE, "", (int) Math.min(request.getContentLengthLong(), 1 << 30));
      return;
    }
    byte[] body;
    try (ServletInputStream in = request.getInputStream()) {
      body = in.readNBytes(BodyReader.MOST_BYTES + 1);
    }
    try {
      for (Touch touch : touches(body, sender.get())) {
        taken.increment();
        recorder.record(touch);
      }
    } catch (Refused e) {
      refuse(e.why(), e.shape(), body.length);
    }
  }

  private List<Touch> touches(byte[] body, Sender sender) throws Refused {
    List<Touch> touches = new ArrayList<>();
    for (Said one : BodyReader.read(body)) {
      touches.add(touch(one, sender));
    }
    return touches;
  }

  private Touch touch(Said one, Sender sender) throws Refused {
    if (!one.path().startsWith(contextPath)) {
      throw new Refused(Quarantine.Cause.WRONG_PATH, "");
    }
    if (one.words().get(0).startsWith(":answer=")
        && question.filter(asking -> asking.takesAnswer(sender.visitor())).isEmpty()) {
      throw new Refused(Quarantine.Cause.NOT_ASKED, "");
    }
    String path = one.path().substring(contextPath.length());
    Sign sign = BeaconSign.of(path, shop.pattern(path), one.words(), parts);
    return new Touch(
        sender.visitor(),
        sign,
        sender.now().minusMillis(one.ageMillis()),
        sender.attributes(),
        new Facts(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), one.value()));
  }

  private void ask(HttpServletRequest request, HttpServletResponse response) throws IOException {
    // A no that a browser kept would outlive the purchase after which it is a yes.
    response.setHeader("Cache-Control", "private, no-store");
    Optional<Question.Kind> kind =
        question.isEmpty() || !isOfThisShop(request)
            ? Optional.empty()
            : shop.sender(request)
                .filter(sender -> buckets.take(sender) && !asked.isIn(request))
                .flatMap(sender -> ask(sender, request, response));
    if (kind.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    response.setContentType("text/plain; charset=UTF-8");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.getOutputStream().print(kind.get().word());
  }

  /**
   * Who agreed to be known again is known for a year to have been asked; others while they visit.
   */
  private Optional<Question.Kind> ask(
      Sender sender, HttpServletRequest request, HttpServletResponse response) {
    Optional<Question.Kind> kind = question.orElseThrow().ask(sender.visitor());
    if (kind.isPresent() && sender.attributes().consented()) {
      asked.give(request, response);
    }
    return kind;
  }

  /**
   * Whether a page of this shop sent it, by what a browser says and no page can change. A page's
   * own GET says no more than where it is from, if that.
   */
  private static boolean isOfThisShop(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return request.getMethod().equals("GET");
    }
    int host = origin.indexOf("://") + 3;
    return host > 2
        && (origin.substring(host).equalsIgnoreCase(request.getHeader("Host"))
            || origin.substring(host).equalsIgnoreCase(request.getHeader("X-Forwarded-Host")));
  }

  private void refuse(Quarantine.Cause cause, String shape, int bytes) {
    quarantine.add(cause, shape, clock.instant(), bytes);
  }

  private void failed(Throwable failure) {
    try {
      refuse(Quarantine.Cause.FAILED, "", -1);
      if (said.compareAndSet(false, true)) {
        LOG.log(
            Level.WARNING,
            "What a page told was not taken, the shop is not concerned. This is said once.",
            failure);
      }
    } catch (Throwable worse) {
      // Not even telling works, as when there is no memory left: the shop goes on.
      return;
    }
  }

  Quarantine quarantine() {
    return quarantine;
  }

  /** How much was taken, as {@code touches}, and what was not, by cause; only what is not none. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>(quarantine.byName());
    if (taken.sum() > 0) {
      counts.put(TOUCHES, taken.sum());
    }
    return counts;
  }
}
