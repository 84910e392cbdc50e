package io.github.senda.storefront.panel;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The panel's door: who may come in, and what the others are told. Safe for any thread. */
final class Door {

  private static final int LONGEST_FORM = 4096;

  /** Is told who looks at what. */
  interface Looks {
    void noted(String role, String part);
  }

  private final PanelAccess access;
  private final Looks looks;
  private final PageTemplate signInPage = new PageTemplate(PanelServlet.text("sign-in.html"));
  private final PageTemplate noticePage = new PageTemplate(PanelServlet.text("notice.html"));

  Door(PanelAccess access, Looks looks) {
    this.access = access;
    this.looks = looks;
  }

  /** The paths by which somebody comes in and goes. */
  void routes(Routes routes) {
    routes
        .openPost("/sign-in", this::signIn)
        .openPost(
            "/sign-out",
            call -> {
              if (isOurs(call, Routes.JSON)) {
                access.signOut(call.request(), call.response());
                call.response().setStatus(HttpServletResponse.SC_NO_CONTENT);
              }
            });
  }

  /** Notes who looks at a part, if they are let in. */
  void noted(Call call, String part) {
    if (access.verdict(call.request()) == PanelAccess.Verdict.ALLOWED) {
      looks.noted(access.roleOf(call.request()), part);
    }
  }

  /** In what role somebody who is let in comes; no name of a person. */
  String role(Call call) {
    return access.roleOf(call.request());
  }

  /** Whether a program's request may be answered; one that may not gets one sentence as JSON. */
  boolean letsIn(Call call) throws IOException {
    HttpServletResponse response = call.response();
    PanelAccess.Verdict verdict = access.verdict(call.request());
    switch (verdict) {
      case ALLOWED -> {}
      case SIGN_IN ->
          Answers.error(
              response, HttpServletResponse.SC_UNAUTHORIZED, call.words().text("error.sign_in"));
      case FORBIDDEN ->
          Answers.error(response, HttpServletResponse.SC_FORBIDDEN, forbidden(call.words()));
      case WAIT -> Answers.error(response, tooMany(call), waiting(call));
    }
    return verdict == PanelAccess.Verdict.ALLOWED;
  }

  /**
   * For what changes something: only from our own page, or with the token in a header; and only as
   * a type that no form of another site can send.
   */
  boolean isOurs(Call call, Set<String> types) throws IOException {
    HttpServletRequest request = call.request();
    String type = Optional.ofNullable(request.getContentType()).orElse("");
    String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!access.isByHeader(request) && !isFromHere(call)) {
      return false;
    }
    if (!types.contains(plain)) {
      Answers.error(
          call.response(),
          HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
          call.words().text("error.json", "types", String.join(", ", new TreeSet<>(types))));
      return false;
    }
    return true;
  }

  /** Whether a request comes from a page of the panel; one that does not is told so. */
  boolean isFromHere(Call call) throws IOException {
    boolean here = PanelAccess.isSameOrigin(call.request());
    if (!here) {
      Answers.error(
          call.response(), HttpServletResponse.SC_FORBIDDEN, call.words().text("error.origin"));
    }
    return here;
  }

  /** Whether somebody may see a page; who may not is sent to the panel's first page. */
  boolean letsInOrSends(Call call) {
    boolean allowed = access.verdict(call.request()) == PanelAccess.Verdict.ALLOWED;
    if (!allowed) {
      Answers.redirect(call.response(), root(call.request()) + PanelQuery.keep(call.request()));
    }
    return allowed;
  }

  /** A page of the panel for whoever may see it, else what is to be done first. */
  void page(PageTemplate template, Call call) throws IOException {
    Optional<String> once = call.parameter("once");
    // Only looking at an address must not use it up.
    if (once.isPresent() && call.request().getMethod().equals("GET")) {
      once(once.get(), call);
      return;
    }
    switch (access.verdict(call.request())) {
      case ALLOWED ->
          Answers.html(
              call.response(),
              HttpServletResponse.SC_OK,
              template.fill(
                  call.words(),
                  Map.of(
                      "lang", call.lang(),
                      "query", PanelQuery.shared(call.request(), call.lang()),
                      "shared", String.join(" ", PanelQuery.SHARED))));
      case SIGN_IN -> {
        if (access.hasToken()) {
          signInPage(call, HttpServletResponse.SC_OK, "sign_in.hint");
        } else {
          notice(call, HttpServletResponse.SC_FORBIDDEN, "once_needed");
        }
      }
      case FORBIDDEN -> notice(call, HttpServletResponse.SC_FORBIDDEN, "forbidden");
      case WAIT -> signInPage(call, tooMany(call), "sign_in.wait");
    }
  }

  private void once(String token, Call call) throws IOException {
    HttpServletRequest request = call.request();
    boolean alreadyIn = access.verdict(request) == PanelAccess.Verdict.ALLOWED;
    PanelAccess.Verdict verdict = access.signInOnce(request, call.response(), token);
    if (verdict == PanelAccess.Verdict.ALLOWED || alreadyIn) {
      Answers.redirect(call.response(), root(request) + PanelQuery.keep(request));
      return;
    }
    switch (verdict) {
      case FORBIDDEN -> notice(call, HttpServletResponse.SC_FORBIDDEN, "once_used");
      case WAIT -> signInPage(call, tooMany(call), "sign_in.wait");
      default -> notice(call, HttpServletResponse.SC_FORBIDDEN, "once_wrong");
    }
  }

  /** Signs in with the token of a form. */
  private void signIn(Call call) throws IOException {
    HttpServletRequest request = call.request();
    if (!isFromHere(call)) {
      return;
    }
    if (!access.hasToken() || request.getContentLength() > LONGEST_FORM) {
      Answers.error(
          call.response(), HttpServletResponse.SC_BAD_REQUEST, call.words().text("error.sign_in"));
      return;
    }
    request.setCharacterEncoding("UTF-8");
    String token = call.parameter("token").orElse("").strip();
    switch (access.signIn(request, call.response(), token)) {
      case ALLOWED -> Answers.redirect(call.response(), root(request) + PanelQuery.keep(request));
      case WAIT -> signInPage(call, tooMany(call), "sign_in.wait");
      case SIGN_IN, FORBIDDEN ->
          signInPage(call, HttpServletResponse.SC_UNAUTHORIZED, "sign_in.wrong");
    }
  }

  private void signInPage(Call call, int status, String hint) throws IOException {
    Map<String, String> values = new HashMap<>();
    values.put("lang", call.lang());
    values.put("action", "sign-in" + PanelQuery.keep(call.request()));
    values.put("hint", hint.equals("sign_in.wait") ? waiting(call) : call.words().text(hint));
    values.put("hint_role", hint.equals("sign_in.hint") ? "note" : "alert");
    Answers.html(call.response(), status, signInPage.fill(call.words(), values));
  }

  /** Says one thing, with a way back to the panel. */
  void notice(Call call, int status, String key) throws IOException {
    Messages words = call.words();
    String text = key.equals("forbidden") ? forbidden(words) : words.text("notice." + key);
    Answers.html(
        call.response(),
        status,
        noticePage.fill(
            words,
            Map.of(
                "lang", call.lang(),
                "title", words.text("notice." + key + ".title"),
                "text", text)));
  }

  private String forbidden(Messages words) {
    return words.text("notice.forbidden", "role", access.role().orElse(""));
  }

  private String waiting(Call call) {
    long seconds = Math.max(1, access.wait(call.request()).toSeconds() + 1);
    return call.words().text("sign_in.wait", "seconds", Long.toString(seconds));
  }

  /** Says when to come again; the status for it. */
  private int tooMany(Call call) {
    call.response()
        .setHeader("Retry-After", Long.toString(access.wait(call.request()).toSeconds() + 1));
    return 429;
  }

  /** Where the panel is, with the slash at its end. */
  static String root(HttpServletRequest request) {
    return request.getContextPath() + request.getServletPath() + "/";
  }
}
