package io.github.senda.storefront.panel;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Where whoever may look at the panel says whether their own browser counts. Any thread. */
final class CountingDesk {

  private static final String PATH = "/counting";
  private static final int LONGEST_FORM = 4096;

  private final Door door;
  private final PageTemplate page = new PageTemplate(PanelServlet.text("counting.html"));

  CountingDesk(Door door) {
    this.door = door;
  }

  void routes(Routes routes) {
    routes.open(PATH, this::look).openPost(PATH, this::choose);
  }

  private void look(Call call) throws IOException {
    if (!door.letsInOrSends(call)) {
      return;
    }
    HttpServletRequest request = call.request();
    boolean notCounted = NotCounted.of(request.getContextPath()).isAmong(request.getCookies());
    Messages words = call.words();
    Answers.html(
        call.response(),
        HttpServletResponse.SC_OK,
        page.fill(
            words,
            Map.of(
                "lang", call.lang(),
                "state", words.text(notCounted ? "counting.not_counted" : "counting.counted"),
                "wish", notCounted ? "yes" : "no",
                "button", words.text(notCounted ? "counting.start" : "counting.stop"))));
  }

  /** Back to the page afterwards, which shows what the browser has made of the cookie. */
  private void choose(Call call) throws IOException {
    if (!door.letsIn(call) || !door.isFromHere(call)) {
      return;
    }
    HttpServletRequest request = call.request();
    boolean notCounted =
        request.getContentLength() <= LONGEST_FORM
            && call.parameter("counted").filter("no"::equals).isPresent();
    call.response()
        .addHeader(
            "Set-Cookie",
            NotCounted.of(request.getContextPath()).header(notCounted, request.isSecure()));
    Answers.redirect(
        call.response(), Door.root(request) + PATH.substring(1) + PanelQuery.keep(request));
  }
}
