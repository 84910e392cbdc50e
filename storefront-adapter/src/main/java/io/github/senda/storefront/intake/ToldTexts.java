package io.github.senda.storefront.intake;

import io.github.senda.touch.Attributes;
import io.github.senda.touch.Money;
import io.github.senda.touch.Touchpoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of one touch as texts, wherever they were told, and the touch that they make. Used
 * again for the next after {@link #clear}. For one thread.
 */
final class ToldTexts {

  private static final int LONGEST_ID = 100;
  private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9._-]{1,40}");

  /** A clock of another machine may be a little ahead of ours. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})(?:,? +(\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?");

  /**
   * What holds for all touches of one telling.
   *
   * @param now the instant after which no touch can have been
   * @param oldest the instant before which nothing is kept
   * @param zone the shop's
   */
  record Frame(ToldNames names, Instant now, Instant oldest, ZoneId zone) {}

  private final ToldOptions options;
  private final Frame frame;
  private final ZoneId zone;
  private final Mistake.Words words;
  private final TimeText times;
  private final MessageDigest digest;
  private final Map<ToldField, String> texts = new EnumMap<>(ToldField.class);
  private final Map<String, String> attributes = new TreeMap<>();

  ToldTexts(ToldOptions options, Frame frame) {
    this.options = options;
    this.frame = frame;
    this.zone = options.zone().orElse(frame.zone());
    this.words = Mistake.Words.of(options.locale());
    this.times =
        options.timeFormat().isPresent()
            ? TimeText.of(zone, options.timeFormat().get())
            : TimeText.of(zone);
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  Mistake.Words words() {
    return words;
  }

  void clear() {
    texts.clear();
    attributes.clear();
  }

  /** Sets a field; a blank text is as none. */
  void set(ToldField field, String text) {
    String stripped = text.strip();
    if (!stripped.isEmpty()) {
      texts.put(field, stripped);
    }
  }

  void attribute(String name, String text) {
    String stripped = text.strip();
    if (!stripped.isEmpty()) {
      attributes.put(name, stripped);
    }
  }

  private Optional<String> text(ToldField field) {
    return Optional.ofNullable(texts.get(field));
  }

  /** Says what is wrong, in the reader's language. */
  BadTouch bad(long place, String field, Mistake mistake, String shown) {
    return new BadTouch(place, field, words.of(mistake, shown));
  }

  /** What is wrong, and with which field. */
  private static final class In extends Exception {
    private static final long serialVersionUID = 1;
    private final String field;
    private final transient Wrong wrong;

    In(String field, Wrong wrong) {
      super(field, wrong, false, false);
      this.field = field;
      this.wrong = wrong;
    }
  }

  private interface Reading<T> {
    T read() throws Wrong;
  }

  private static <T> T in(String field, Reading<T> reading) throws In {
    try {
      return reading.read();
    } catch (Wrong e) {
      throw new In(field, e);
    }
  }

  /** Gives a key to a touch that was told without one. */
  interface Keys {
    /**
     * A key.
     *
     * @param content a hash of all that was told
     */
    String of(long content) throws Wrong;
  }

  /** Takes a touch or the reason why there is none. */
  interface Taker {
    void take(long place, ToldTouch touch);

    void refuse(BadTouch bad);
  }

  /**
   * Makes a touch of the texts.
   *
   * @param place where they stand
   * @param keys gives a key where none is among them
   */
  void read(long place, Keys keys, Taker taker) {
    ToldTouch touch;
    try {
      touch = touch(keys);
    } catch (In e) {
      taker.refuse(bad(place, e.field, e.wrong.mistake(), e.wrong.shown()));
      return;
    }
    taker.take(place, touch);
  }

  private ToldTouch touch(Keys keys) throws In {
    Touchpoint touchpoint =
        in(
            ToldField.TOUCHPOINT.word(),
            () ->
                frame
                    .names()
                    .touchpoint(required(ToldField.TOUCHPOINT, Mistake.TOUCHPOINT_MISSING)));
    Instant time = in(ToldField.TIME.word(), this::time);
    Optional<String> customer = id(ToldField.CUSTOMER);
    Optional<String> order = id(ToldField.ORDER);
    Optional<Money> value = value();
    Optional<String> category =
        text(ToldField.CATEGORY).isEmpty()
            ? Optional.empty()
            : Optional.of(
                in(
                    ToldField.CATEGORY.word(),
                    () -> frame.names().category(texts.get(ToldField.CATEGORY))));
    Attributes known = attributes();
    String source = in(ToldField.SOURCE.word(), this::source);
    Optional<String> told = id(ToldField.KEY);
    String key =
        told.isPresent()
            ? told.get()
            : in(
                ToldField.KEY.word(),
                () -> keys.of(content(touchpoint, time, customer, order, value, category, known)));
    return new ToldTouch(touchpoint, time, customer, order, value, category, known, source, key);
  }

  private Attributes attributes() throws In {
    TreeMap<String, String> known = new TreeMap<>();
    if (text(ToldField.CHANNEL).isPresent()) {
      known.put(
          ToldField.CHANNEL.word(),
          in(ToldField.CHANNEL.word(), () -> frame.names().channel(texts.get(ToldField.CHANNEL))));
    }
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      String name = attribute.getKey();
      known.put(
          name, in("attr." + name, () -> frame.names().attribute(name, attribute.getValue())));
    }
    return new Attributes(known);
  }

  private String required(ToldField field, Mistake mistake) throws Wrong {
    return text(field).orElseThrow(() -> new Wrong(mistake, ""));
  }

  private Instant time() throws Wrong {
    String text = required(ToldField.TIME, Mistake.TIME_MISSING);
    Instant time = instant(text);
    if (time.isAfter(frame.now().plus(AHEAD))) {
      throw new Wrong(Mistake.TIME_FUTURE, text);
    }
    if (time.isBefore(frame.oldest())) {
      throw new Wrong(Mistake.TIME_OLD, text);
    }
    return time;
  }

  private Instant instant(String text) throws Wrong {
    Matcher dayFirst = DAY_FIRST.matcher(text);
    if (options.timeFormat().isEmpty() && dayFirst.matches()) {
      return dayFirst(text, dayFirst, zone);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long micros = times.micros(bytes, 0, bytes.length);
    if (micros == TimeText.NONE) {
      throw new Wrong(Mistake.TIME_FORM, text);
    }
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
  }

  private static Instant dayFirst(String text, Matcher parts, ZoneId zone) throws Wrong {
    try {
      return LocalDateTime.of(
              Integer.parseInt(parts.group(3)),
              Integer.parseInt(parts.group(2)),
              Integer.parseInt(parts.group(1)),
              number(parts.group(4)),
              number(parts.group(5)),
              number(parts.group(6)))
          .atZone(zone)
          .toInstant();
    } catch (DateTimeException e) {
      throw new Wrong(Mistake.TIME_FORM, text);
    }
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private Optional<String> id(ToldField field) throws In {
    Optional<String> id = text(field);
    if (id.isPresent()
        && (id.get().length() > LONGEST_ID || !id.get().chars().allMatch(c -> c >= ' '))) {
      throw new In(field.word(), new Wrong(Mistake.ID_FORM, ""));
    }
    return id;
  }

  private Optional<Money> value() throws In {
    if (text(ToldField.VALUE).isEmpty()) {
      return Optional.empty();
    }
    Optional<String> said = text(ToldField.CURRENCY);
    if (said.isPresent()) {
      String unused = in(ToldField.CURRENCY.word(), () -> AmountText.currency(said));
    }
    return Optional.of(
        in(
            ToldField.VALUE.word(),
            () -> AmountText.of(texts.get(ToldField.VALUE), said, options.currency())));
  }

  private String source() throws Wrong {
    String source = text(ToldField.SOURCE).orElse(options.source());
    if (!SOURCE.matcher(source).matches()) {
      throw new Wrong(Mistake.SOURCE_FORM, "");
    }
    return source;
  }

  /** The same whatever the order of the columns and the form of the time. */
  private long content(
      Touchpoint touchpoint,
      Instant time,
      Optional<String> customer,
      Optional<String> order,
      Optional<Money> value,
      Optional<String> category,
      Attributes known) {
    add(touchpoint.name());
    add(time.toString());
    add(customer.orElse(""));
    add(order.orElse(""));
    add(value.map(money -> money.tenThousandths() + money.currency()).orElse(""));
    add(known.text());
    category.ifPresent(this::add);
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  private void add(String part) {
    digest.update(part.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
