package io.github.senda.storefront.panel;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The panel's door: pages for whoever may come in, and how others may. Safe for any thread. */
final class Door {

  private static final int LONGEST_FORM = 4096;

  private final PanelAccess access;
  private final PageTemplate signInPage;
  private final PageTemplate noticePage;

  Door(PanelAccess access, String signInPage, String noticePage) {
    this.access = access;
    this.signInPage = new PageTemplate(signInPage);
    this.noticePage = new PageTemplate(noticePage);
  }

  /** A page of the panel for whoever may see it, else what is to be done first. */
  void page(
      PageTemplate template,
      HttpServletRequest request,
      HttpServletResponse response,
      Messages words)
      throws IOException {
    Optional<String> once = PanelQuery.parameter(request, "once");
    // Only looking at an address must not use it up.
    if (once.isPresent() && request.getMethod().equals("GET")) {
      once(once.get(), request, response, words);
      return;
    }
    switch (access.verdict(request)) {
      case ALLOWED ->
          Answers.html(
              response,
              HttpServletResponse.SC_OK,
              template.fill(words, Map.of("lang", words.locale().getLanguage())));
      case SIGN_IN -> {
        if (access.hasToken()) {
          signInPage(request, response, words, HttpServletResponse.SC_OK, "sign_in.hint");
        } else {
          notice(response, HttpServletResponse.SC_FORBIDDEN, words, "once_needed");
        }
      }
      case FORBIDDEN -> notice(response, HttpServletResponse.SC_FORBIDDEN, words, "forbidden");
      case WAIT -> signInPage(request, response, words, tooMany(request, response), "sign_in.wait");
    }
  }

  private void once(
      String token, HttpServletRequest request, HttpServletResponse response, Messages words)
      throws IOException {
    boolean alreadyIn = access.verdict(request) == PanelAccess.Verdict.ALLOWED;
    PanelAccess.Verdict verdict = access.signInOnce(request, response, token);
    if (verdict == PanelAccess.Verdict.ALLOWED || alreadyIn) {
      Answers.redirect(response, root(request) + PanelQuery.keep(request));
      return;
    }
    switch (verdict) {
      case FORBIDDEN -> notice(response, HttpServletResponse.SC_FORBIDDEN, words, "once_used");
      case WAIT -> signInPage(request, response, words, tooMany(request, response), "sign_in.wait");
      default -> notice(response, HttpServletResponse.SC_FORBIDDEN, words, "once_wrong");
    }
  }

  /** Signs in with the token of a form. */
  void signIn(HttpServletRequest request, HttpServletResponse response, Messages words)
      throws IOException {
    if (!PanelAccess.isSameOrigin(request)) {
      Answers.error(response, HttpServletResponse.SC_FORBIDDEN, words.text("error.origin"));
      return;
    }
    if (!access.hasToken() || request.getContentLength() > LONGEST_FORM) {
      Answers.error(response, HttpServletResponse.SC_BAD_REQUEST, words.text("error.sign_in"));
      return;
    }
    request.setCharacterEncoding("UTF-8");
    String token = PanelQuery.parameter(request, "token").orElse("").strip();
    switch (access.signIn(request, response, token)) {
      case ALLOWED -> Answers.redirect(response, root(request) + PanelQuery.keep(request));
      case WAIT -> signInPage(request, response, words, tooMany(request, response), "sign_in.wait");
      case SIGN_IN, FORBIDDEN ->
          signInPage(
              request, response, words, HttpServletResponse.SC_UNAUTHORIZED, "sign_in.wrong");
    }
  }

  private void signInPage(
      HttpServletRequest request,
      HttpServletResponse response,
      Messages words,
      int status,
      String hint)
      throws IOException {
    Map<String, String> values = new HashMap<>();
    values.put("lang", words.locale().getLanguage());
    values.put("action", "sign-in" + PanelQuery.keep(request));
    values.put("hint", hint.equals("sign_in.wait") ? waiting(request, words) : words.text(hint));
    values.put("hint_role", hint.equals("sign_in.hint") ? "note" : "alert");
    Answers.html(response, status, signInPage.fill(words, values));
  }

  /** Says one thing, with a way back to the panel. */
  void notice(HttpServletResponse response, int status, Messages words, String key)
      throws IOException {
    String text = key.equals("forbidden") ? forbidden(words) : words.text("notice." + key);
    Answers.html(
        response,
        status,
        noticePage.fill(
            words,
            Map.of(
                "lang", words.locale().getLanguage(),
                "title", words.text("notice." + key + ".title"),
                "text", text)));
  }

  String forbidden(Messages words) {
    return words.text("notice.forbidden", "role", access.role().orElse(""));
  }

  String waiting(HttpServletRequest request, Messages words) {
    long seconds = Math.max(1, access.wait(request).toSeconds() + 1);
    return words.text("sign_in.wait", "seconds", Long.toString(seconds));
  }

  /** Says when to come again; the status for it. */
  int tooMany(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Retry-After", Long.toString(access.wait(request).toSeconds() + 1));
    return 429;
  }

  /** Where the panel is, with the slash at its end. */
  static String root(HttpServletRequest request) {
    return request.getContextPath() + request.getServletPath() + "/";
  }
}
