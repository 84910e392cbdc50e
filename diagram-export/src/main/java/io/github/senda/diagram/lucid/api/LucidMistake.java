package io.github.senda.diagram.lucid.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Why something could not be done at Lucid: what went wrong and what helps, sayable in the
 * languages of the house. It holds no secret, neither in its words nor in what caused it.
 */
public final class LucidMistake extends IOException {

  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Kind {
    /** No key and no sign-in is there. */
    NO_KEY,
    /** The key or the title cannot be used as it was given. */
    INPUT,
    /** The drawing is beyond what Lucid takes; nothing was sent. */
    TOO_LARGE,
    /** 400: Lucid cannot read the document. */
    INVALID,
    /** 401: the key, or the sign-in, is not accepted. */
    KEY,
    /** 403: the key may not write there. */
    FORBIDDEN,
    /** 404: there is no such folder. */
    MISSING,
    /** 413: larger than Lucid takes. */
    REFUSED_SIZE,
    /** 415: Lucid does not take this kind of file. */
    TYPE,
    /** 429: too many requests. */
    BUSY,
    /** 5xx, and no document came of it. */
    THEIRS,
    /** No answer in time, and no document came of it. */
    TIMED_OUT,
    /** The connection broke, and no document came of it. */
    CUT_OFF,
    /** Sent without a clear answer, and nobody can say whether a document came of it. */
    UNKNOWN,
    /** Nobody could be reached. */
    UNREACHABLE,
    /** Whoever answered cannot prove to be Lucid. */
    CERTIFICATE,
    /** The proxy before this machine let nothing through. */
    PROXY,
    /** An answer that is none of Lucid's. */
    STRANGE,
    /** The sign-in with Lucid was not finished. */
    SIGN_IN,
    /** Stopped by the person, or because the shop ends. */
    STOPPED,
    /** The fault is ours. */
    DEFECT
  }

  private final Kind kind;
  private final int status;
  private final boolean uncertain;
  private final transient Map<String, String> places;

  private LucidMistake(Kind kind, int status, boolean uncertain, Map<String, String> places) {
    super(sentence(kind, places, Locale.ENGLISH));
    this.kind = kind;
    this.status = status;
    this.uncertain = uncertain;
    this.places = new TreeMap<>(places);
  }

  static LucidMistake of(Kind kind) {
    return new LucidMistake(kind, 0, false, Map.of());
  }

  static LucidMistake of(Kind kind, String place, String value) {
    return new LucidMistake(kind, 0, false, Map.of(place, value));
  }

  /** A kind whose {@code what} is said in each language. */
  static LucidMistake spoken(Kind kind, String english, String spanish) {
    return new LucidMistake(kind, 0, false, Map.of("what", english, "what.es", spanish));
  }

  /** That something cannot be used as it was given, said in each language. */
  public static LucidMistake input(String english, String spanish) {
    return spoken(Kind.INPUT, english, spanish);
  }

  /** That there is nothing yet by which Lucid would let anybody in. */
  public static LucidMistake noKey() {
    return of(Kind.NO_KEY);
  }

  /** That a sign-in was not begun, or came to nothing. */
  public static LucidMistake noSignIn() {
    return of(Kind.SIGN_IN);
  }

  /** That the fault is ours; what it is stands in the log. */
  public static LucidMistake defect() {
    return of(Kind.DEFECT);
  }

  /** What an answer's status says. */
  static LucidMistake ofStatus(Kind kind, int status, Map<String, String> places) {
    Map<String, String> all = new TreeMap<>(places);
    all.put("status", Integer.toString(status));
    return new LucidMistake(kind, status, status >= 500, all);
  }

  /** The same, after which nobody knows yet whether a document was made. */
  LucidMistake uncertain() {
    return new LucidMistake(kind, status, true, places);
  }

  /** The same with one more word about it. */
  LucidMistake with(String place, String value) {
    return as(kind, place, value);
  }

  /** Another kind of the same mistake, with one more word about it. */
  LucidMistake as(Kind other, String place, String value) {
    Map<String, String> all = new TreeMap<>(places);
    all.put(place, value);
    return new LucidMistake(other, status, uncertain, all);
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /** The status of the answer; 0 if there was none. */
  public int status() {
    return status;
  }

  /** Whether a document may have been made all the same. */
  boolean isUncertain() {
    return uncertain;
  }

  /** What went wrong and what helps: in Spanish, or in English for every other language. */
  public String in(Locale language) {
    return sentence(kind, places, language);
  }

  private static String sentence(Kind kind, Map<String, String> places, Locale language) {
    String spoken = language.getLanguage().equals("es") ? "es" : "en";
    Properties sentences = new Properties();
    try (InputStream bytes =
            LucidMistake.class.getResourceAsStream("mistakes_" + spoken + ".properties");
        Reader reader = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
      sentences.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String key = kind.name().toLowerCase(Locale.ROOT);
    String sentence = sentences.getProperty(key);
    String reason = places.getOrDefault("reason", "");
    if (!reason.isEmpty()) {
      sentence += " " + sentences.getProperty("reason");
    }
    // In one pass, so that what Lucid says cannot fill places of ours.
    StringBuilder said = new StringBuilder();
    int from = 0;
    for (int open = sentence.indexOf('{'); open >= 0; open = sentence.indexOf('{', from)) {
      int close = sentence.indexOf('}', open);
      String name = sentence.substring(open + 1, close);
      String usual = sentences.getProperty(name + ".none", "");
      String value = places.getOrDefault(name, usual);
      said.append(sentence, from, open);
      said.append(spoken.equals("es") ? places.getOrDefault(name + ".es", value) : value);
      from = close + 1;
    }
    return said.append(sentence.substring(from)).toString();
  }
}
