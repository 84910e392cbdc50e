package io.github.senda.storefront.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.map.Labels;
import io.github.senda.touch.Attributes;
import io.github.senda.touch.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelsTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final OriginReader reader = new OriginReader(Clock.fixed(NOON, ZoneOffset.UTC));

  private String channel(String query, String referrer) {
    Attributes kept = reader.read(query, Hosts.of(referrer)).orElse(Attributes.none());
    return Channels.builtIn().of(Attributes.parse(kept.text())).name();
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.google.com/, search",
    "https://www.google.es/search?q=cuenco, search",
    "https://www.google.co.uk/, search",
    "https://www.google.com.br/, search",
    "https://www.bing.com/, search",
    "https://es.search.yahoo.com/, search",
    "https://duckduckgo.com/, search",
    "https://www.ecosia.org/, search",
    "https://yandex.com.tr/, search",
    "https://m.baidu.com/, search",
    "https://search.brave.com/, search",
    "android-app://com.google.android.googlequicksearchbox/, search",
    "https://l.facebook.com/l.php?u=x, social",
    "https://lm.facebook.com/, social",
    "https://www.instagram.com/, social",
    "https://l.instagram.com/, social",
    "https://t.co/abc, social",
    "https://x.com/, social",
    "https://out.reddit.com/, social",
    "https://www.pinterest.es/, social",
    "https://www.tiktok.com/, social",
    "https://web.whatsapp.com/, social",
    "https://www.linkedin.com/, social",
    "https://lnkd.in/xyz, social",
    "https://away.vk.com/, social",
    "android-app://org.telegram.messenger/, social",
    "https://www.youtube.com/, video",
    "https://m.youtube.com/, video",
    "https://mail.google.com/, email",
    "android-app://com.google.android.gm/, email",
    "https://outlook.live.com/, email",
    "https://mail.yahoo.com/, email",
    "https://deref-gmx.net/, email",
    "https://us12.campaign-archive.com/, email",
    "https://chatgpt.com/, ai",
    "https://chat.openai.com/, ai",
    "https://www.perplexity.ai/, ai",
    "https://gemini.google.com/app, ai",
    "https://copilot.microsoft.com/, ai",
    "https://claude.ai/, ai",
    "https://shopping.google.com/, shopping",
    "https://www.amazon.es/, shopping",
    "https://www.idealo.es/, shopping",
    "https://track.webgains.com/, affiliate",
    "https://www.awin1.com/, affiliate",
    "https://googleads.g.doubleclick.net/, ads",
    "https://blogdecocina.es/receta, referral",
    "https://google.evil.com/, referral",
    "https://notfacebook.com/, referral",
    "https://www.ayto.gob.es/, referral",
    "https://sis.redsys.es/, direct",
    "https://www.paypal.com/, direct",
    "https://accounts.google.com/, direct",
    "https://10.0.0.7/x, referral",
    "https://intranet/, referral",
    "about:client, direct",
    "'', direct"
  })
  void referrer_tellsTheChannel(String referrer, String channel) {
    assertEquals(channel, channel("", referrer), referrer);
  }

  @ParameterizedTest
  @CsvSource({
    "utm_source=abril&utm_medium=email&utm_campaign=rebajas, email",
    "utm_source=newsletter, email",
    "utm_medium=Newsletter&utm_source=mailchimp, email",
    "utm_source=google&utm_medium=cpc&utm_campaign=marca, ads",
    "utm_source=facebook&utm_medium=paid_social, ads",
    "utm_source=ig&utm_medium=social, social",
    "utm_source=instagram&utm_medium=referral, social",
    "utm_source=chatgpt.com, ai",
    "utm_source=google&utm_medium=organic, search",
    "utm_source=youtube&utm_medium=video, video",
    "utm_source=awin&utm_medium=affiliate, affiliate",
    "utm_medium=sms, message",
    "utm_medium=web_push, message",
    "utm_medium=qr&utm_source=escaparate, offline",
    "utm_medium=display&utm_source=elpais, ads",
    "utm_source=direct&utm_medium=(none), direct",
    "utm_source=cualquiera&utm_medium=loquesea, other",
    "utm_campaign=solo, other",
    "gclid=Cj0KCQ&x=1, ads",
    "gbraid=1, ads",
    "wbraid=1, ads",
    "msclkid=1, ads",
    "ttclid=1, ads",
    "fbclid=IwAR, social",
    "igshid=1, social",
    "mc_eid=1&mc_cid=2, email",
    "srsltid=1, search",
    "awc=1, affiliate",
    "fbclid=1&utm_medium=paid&utm_source=fb, ads",
    "page=2&sort=price, direct",
    "'gclid=', direct",
    "'', direct"
  })
  void tags_tellTheChannel(String query, String channel) {
    assertEquals(channel, channel(query, ""), query);
  }

  @Test
  void tags_comeBeforeTheReferrer_andTheReferrerFillsWhatTheyLeaveOut() {
    assertEquals("email", channel("utm_source=abril&utm_medium=email", "https://www.google.com/"));
    assertEquals("ads", channel("gclid=1", "https://www.google.com/"));
    assertEquals(
        "campaign=rebajas;source=instagram.com",
        reader.read("utm_campaign=rebajas", "l.instagram.com").orElseThrow().text());
  }

  @Test
  void host_isKeptByTheNameThatSomebodyRegistered() {
    assertEquals(Optional.of("blogdecocina.es"), Sources.KNOWN.reduced("ana.blogdecocina.es"));
    assertEquals(Optional.of("shop.co.uk"), Sources.KNOWN.reduced("www.shop.co.uk"));
    assertEquals(Optional.of("co.uk"), Sources.KNOWN.reduced("co.uk"));
    assertEquals(Optional.of("google.es"), Sources.KNOWN.reduced("news.google.es"));
    assertEquals(Optional.of("mail.google.com"), Sources.KNOWN.reduced("mail.google.com"));
    assertEquals(Optional.empty(), Sources.KNOWN.reduced("192.0.2.7"));
    assertEquals(Optional.empty(), Sources.KNOWN.reduced("localhost"));
  }

  @ParameterizedTest
  @CsvSource({
    "Rebajas%20de%20Oto%C3%B1o, rebajas_de_otono",
    "black-friday_2026.v2, black-friday_2026.v2",
    "BF%2B50%25, bf_50",
    "2026-11-22, 2026-11-22",
    "ana%40example.com,",
    "ana%2540example.com,",
    "%2B34%20612%20345%20678,",
    "612345678,",
    "tel_612-34-56-78,",
    "4111111111111111,",
    "ES9121000418450200051332,",
    "12345678Z,",
    "6%236%231%232%233%234%235%236%237,",
    "ana%252540example.com,",
    "BlackFriday_2026_Mobile_ES_v2, blackfriday_2026_mobile_es_v2",
    "dni-x1234567l,",
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9,",
    "3f2504e0-4f89-11d3-9a0c-0305e82c3301,",
    "d41d8cd98f00b204e9800998ecf8427e,",
    "%00%0A%E2%80%AE,",
    "%,",
    "50%, 50",
    "<script>alert(1)</script>, script_alert_1_script",
  })
  void campaign_isKeptPlainOrNotAtAll(String raw, String kept) {
    assertEquals(Optional.ofNullable(kept), CampaignText.of(raw));
  }

  @Test
  void texts_areBoundedADay() {
    Set<String> campaigns = new HashSet<>();
    Set<String> sets = new HashSet<>();
    for (int i = 0; i < 5_000; i++) {
      Attributes kept =
          reader
              .read("utm_source=s" + i % 900 + "&utm_medium=m" + i + "&utm_campaign=c" + i, "")
              .orElseThrow();
      campaigns.add(kept.values().getOrDefault("campaign", ""));
      sets.add(kept.text());
    }
    assertEquals(OriginReader.MOST_CAMPAIGNS + 1, campaigns.size());
    assertTrue(sets.size() <= 1_000, sets.size() + " sets");
    assertEquals(
        "email", channel("utm_medium=m7&utm_source=newsletter", "https://mail.google.com/"));

    OriginReader tomorrow =
        new OriginReader(Clock.fixed(NOON.plus(Duration.ofDays(1)), ZoneOffset.UTC));
    assertEquals(
        "new", tomorrow.read("utm_campaign=new", "").orElseThrow().values().get("campaign"));
  }

  @Test
  void told_countsBeforeAllRules() {
    assertEquals(
        Channel.OFFLINE, Channels.builtIn().of(Attributes.parse("channel=offline;source=google")));
    assertEquals(Channel.OTHER, Channels.builtIn().of(Attributes.parse("channel=Not A Name")));
  }

  @Test
  void merchantsRule_comesFirstAndMayNameItsOwnChannel() {
    ChannelRule own =
        new ChannelRule(
            Optional.of(new Channel("partners")),
            List.of("blogdecocina.es"),
            List.of(),
            List.of(),
            List.of());
    ChannelRule none =
        new ChannelRule(
            Optional.empty(), List.of("banco.example"), List.of(), List.of(), List.of());
    Channels channels = Channels.builtIn().after(List.of(own, none));

    assertEquals("partners", channels.of(Attributes.of("source", "blogdecocina.es")).name());
    assertEquals("partners", channels.of(Attributes.of("source", "a.blogdecocina.es")).name());
    assertEquals("direct", channels.of(Attributes.of("source", "banco.example")).name());
    assertEquals("search", channels.of(Attributes.of("source", "google.es")).name());
  }

  @Test
  void list_isSmallAndItsNamesAreKinds() {
    Set<String> kinds = Sources.KNOWN.kinds();
    assertEquals(
        Set.of(
            "search",
            "social",
            "video",
            "shopping",
            "email",
            "ai",
            "ads",
            "affiliate",
            "payment",
            "identity"),
        kinds);
    assertTrue(kinds.containsAll(Sources.RETURNS));
  }

  @Test
  void everyChannel_hasALabel() {
    for (Locale locale : Labels.LANGUAGES) {
      for (String name :
          List.of(
              "direct",
              "search",
              "ads",
              "email",
              "social",
              "ai",
              "video",
              "shopping",
              "affiliate",
              "referral",
              "audio",
              "message",
              "offline",
              "other")) {
        assertNotEquals(name, Labels.of(locale).of(new Channel(name)), name);
      }
    }
  }
}
