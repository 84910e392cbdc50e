package io.github.senda.storefront.channel;

import io.github.senda.storefront.privacy.Scrubber;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is kept of a campaign's tags: lower case, {@code [a-z0-9_.-]}, 40 characters at most. What
 * may name a person or be a key is not kept at all: whatever the {@link Scrubber} would take out,
 * and what in lower case looks like a key still. Pure; safe for any thread.
 */
final class CampaignText {

  static final int LONGEST = 40;

  private static final int LONGEST_READ = 500;
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final Pattern OTHER = Pattern.compile("[^a-z0-9_.-]+");
  private static final Pattern ENDS = Pattern.compile("^[_.-]+|[_.-]+$");
  private static final Pattern SIGNS = Pattern.compile("[_.-]+");

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{16,}");
  private static final int LONG_WORD = 16;
  private static final int MANY_DIGITS = 3;

  private CampaignText() {}

  /** What is kept of a value as it stands in a query; empty for nothing. */
  static Optional<String> of(String raw) {
    if (raw.isEmpty() || raw.length() > LONGEST_READ || Scrubber.standard().isPersonal(raw)) {
      return Optional.empty();
    }
    String decoded = decoded(decoded(raw));
    String plain =
        ACCENTS
            .matcher(Normalizer.normalize(decoded, Normalizer.Form.NFD))
            .replaceAll("")
            .toLowerCase(Locale.ROOT);
    String kept = ENDS.matcher(OTHER.matcher(plain).replaceAll("_")).replaceAll("");
    if (kept.isEmpty() || namesSomebody(kept)) {
      return Optional.empty();
    }
    String cut = kept.substring(0, Math.min(kept.length(), LONGEST));
    return Optional.of(ENDS.matcher(cut).replaceAll(""));
  }

  private static boolean namesSomebody(String text) {
    // Once more as it would be kept: what stood between the digits may have hidden a number.
    if (Scrubber.standard().isPersonal(text)) {
      return true;
    }
    String joined = SIGNS.matcher(text).replaceAll("");
    if (joined.length() >= 2 * LONG_WORD && HEX.matcher(joined).matches()) {
      return true;
    }
    for (String word : List.of(SIGNS.split(text))) {
      long digits = word.chars().filter(c -> c >= '0' && c <= '9').count();
      boolean mixed = word.length() >= LONG_WORD && digits >= MANY_DIGITS;
      if (mixed || (digits > 0 && HEX.matcher(word).matches())) {
        return true;
      }
    }
    return false;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A sign that is no escape, as in "50%": what it stands for is the sign itself.
      return text;
    }
  }
}
