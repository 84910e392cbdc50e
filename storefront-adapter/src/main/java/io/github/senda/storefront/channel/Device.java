package io.github.senda.storefront.channel;

import io.github.senda.touch.Attributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is kept of a user agent: what kind of device, the family of the browser, and the app whose
 * own browser it is; no version, no model, no system. Two that are of a kind are equal.
 *
 * @param kind {@code desktop}, {@code phone}, {@code tablet}, {@code tv} or {@code other}
 * @param browser as {@code chrome}; {@code app} where an app shows the page; {@code other}
 * @param app the app's name among the sources, as {@code instagram}
 */
record Device(String kind, String browser, Optional<String> app) {

  private static final List<Map.Entry<String, String>> APPS =
      List.of(
          Map.entry("Instagram", "instagram"),
          Map.entry("Barcelona", "threads"),
          Map.entry("FBAN/Messenger", "messenger"),
          Map.entry("MessengerForiOS", "messenger"),
          Map.entry("FBAN/", "facebook"),
          Map.entry("FBAV/", "facebook"),
          Map.entry("FB_IAB", "facebook"),
          Map.entry("musical_ly", "tiktok"),
          Map.entry("BytedanceWebview", "tiktok"),
          Map.entry("TikTok", "tiktok"),
          Map.entry("trill_", "tiktok"),
          Map.entry("[Pinterest", "pinterest"),
          Map.entry("Pinterest/", "pinterest"),
          Map.entry("LinkedInApp", "linkedin"),
          Map.entry("Snapchat", "snapchat"),
          Map.entry("Twitter for", "twitter"),
          Map.entry("TwitterAndroid", "twitter"),
          Map.entry("WhatsApp", "whatsapp"),
          Map.entry("Telegram", "telegram"),
          Map.entry("MicroMessenger", "wechat"),
          Map.entry("Line/", "line"),
          Map.entry("KAKAOTALK", "kakao"),
          Map.entry("Reddit/", "reddit"),
          Map.entry("GSA/", "google"));

  /** The more special before the more common: nearly all say that they are Safari too. */
  private static final List<Map.Entry<String, String>> BROWSERS =
      List.of(
          Map.entry("; wv)", "app"),
          Map.entry("Edg/", "edge"),
          Map.entry("EdgA/", "edge"),
          Map.entry("EdgiOS/", "edge"),
          Map.entry("Edge/", "edge"),
          Map.entry("OPR/", "opera"),
          Map.entry("OPX/", "opera"),
          Map.entry("OPT/", "opera"),
          Map.entry("OPiOS/", "opera"),
          Map.entry("Opera", "opera"),
          Map.entry("SamsungBrowser/", "samsung"),
          Map.entry("DuckDuckGo/", "duckduckgo"),
          Map.entry("Ddg/", "duckduckgo"),
          Map.entry("Vivaldi/", "vivaldi"),
          Map.entry(" Brave", "brave"),
          Map.entry("YaBrowser/", "yandex"),
          Map.entry("UCBrowser/", "other"),
          Map.entry("MiuiBrowser/", "other"),
          Map.entry("HuaweiBrowser/", "other"),
          Map.entry("Silk/", "other"),
          Map.entry("FxiOS/", "firefox"),
          Map.entry("Focus/", "firefox"),
          Map.entry("Firefox/", "firefox"),
          Map.entry("CriOS/", "chrome"),
          Map.entry("Chrome/", "chrome"),
          Map.entry("Chromium/", "chrome"));

  private static final List<String> TELEVISIONS =
      List.of(
          "SmartTV",
          "SMART-TV",
          "Smart TV",
          "Web0S",
          "webOS.TV",
          "AppleTV",
          "Apple TV",
          "GoogleTV",
          "Android TV",
          "BRAVIA",
          "CrKey",
          "HbbTV",
          "NetCast",
          "VIDAA",
          "Roku/",
          "AFTT",
          "AFTM",
          "AFTS",
          "AFTB",
          "AFTKA",
          "AFTN",
          "TV Safari",
          "; TV");

  private static final List<String> CONSOLES = List.of("Xbox", "PlayStation", "Nintendo");

  /** What a user agent says, empty or not. */
  static Device of(String userAgent) {
    Optional<String> app = first(APPS, userAgent);
    return new Device(kind(userAgent), app.isPresent() ? "app" : browser(userAgent), app);
  }

  private static String kind(String userAgent) {
    if (containsAny(userAgent, TELEVISIONS)
        || (userAgent.contains("Tizen") && userAgent.contains("TV"))) {
      return "tv";
    }
    if (containsAny(userAgent, CONSOLES)) {
      return "other";
    }
    if (userAgent.contains("iPad")
        || userAgent.contains("Tablet")
        || userAgent.contains("Kindle")
        || userAgent.contains("PlayBook")
        || (userAgent.contains("Android") && !userAgent.contains("Mobile"))) {
      return "tablet";
    }
    if (userAgent.contains("iPhone")
        || userAgent.contains("iPod")
        || userAgent.contains("Mobile")
        || userAgent.contains("Android")
        || userAgent.contains("Opera Mini")) {
      return "phone";
    }
    boolean known =
        userAgent.contains("Windows")
            || userAgent.contains("Macintosh")
            || userAgent.contains("X11")
            || userAgent.contains("CrOS")
            || userAgent.contains("Linux");
    return known ? "desktop" : "other";
  }

  private static String browser(String userAgent) {
    Optional<String> named = first(BROWSERS, userAgent);
    if (named.isPresent()) {
      return named.get();
    }
    boolean apple = userAgent.contains("iPhone") || userAgent.contains("iPad");
    if (userAgent.contains("Safari/") && userAgent.contains("Version/")) {
      return userAgent.contains("Android") ? "other" : "safari";
    }
    // On Apple's telephones each app shows pages by the same part of the system, which says less.
    return apple && userAgent.contains("AppleWebKit") ? "app" : "other";
  }

  private static Optional<String> first(List<Map.Entry<String, String>> parts, String userAgent) {
    for (Map.Entry<String, String> part : parts) {
      if (userAgent.contains(part.getKey())) {
        return Optional.of(part.getValue());
      }
    }
    return Optional.empty();
  }

  private static boolean containsAny(String text, List<String> parts) {
    return parts.stream().anyMatch(text::contains);
  }

  /** What a store keeps of it: {@code browser=safari;device=phone}. */
  Attributes attributes() {
    return new Attributes(new TreeMap<>(Map.of("device", kind, "browser", browser)));
  }
}
