package io.github.senda.storefront.lucid;

import io.github.senda.diagram.lucid.api.LucidClient;
import io.github.senda.diagram.lucid.api.LucidMistake;
import io.github.senda.diagram.lucid.api.LucidSecret;
import io.github.senda.diagram.lucid.api.LucidSignIn;
import io.github.senda.diagram.lucid.api.LucidTokens;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What opens a shop's account at Lucid: what the merchant gave in the panel, else what is set. A
 * secret goes in and is never shown again. Safe for any thread.
 */
public final class LucidAccount {

  /** Where what opens the account is from. */
  public enum Means {
    /** There is nothing. */
    NONE,
    /** A key that is set. */
    SET,
    /** A key that was given in the panel. */
    GIVEN,
    /** A sign-in with Lucid. */
    SIGNED_IN
  }

  /** Tokens that end sooner than this are renewed before they are used. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private static final Duration LONGEST_SIGN_IN = Duration.ofMinutes(10);

  private record Begun(LucidSignIn.Begun signIn, Instant ends) {}

  private final Optional<LucidSecret> set;
  private final Optional<LucidSignIn> signIn;
  private final KeptKey file;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  private Optional<KeptKey.Kept> kept;
  private Optional<LucidTokens> tokens = Optional.empty();
  private Optional<Begun> begun = Optional.empty();

  private LucidAccount(LucidSettings settings, Path folder, LucidClient client, Clock clock) {
    this.set = settings.key();
    this.signIn =
        settings
            .application()
            .map(id -> LucidSignIn.of(client, id, settings.applicationSecret(), clock));
    this.file = new KeptKey(folder);
    this.kept = file.read();
    this.clock = clock;
  }

  static LucidAccount of(LucidSettings settings, Path folder, LucidClient client, Clock clock) {
    return new LucidAccount(settings, folder, client, clock);
  }

  /** Where what opens the account is from. */
  public synchronized Means means() {
    if (kept.isPresent()) {
      return kept.get().kind() == KeptKey.Kind.KEY ? Means.GIVEN : Means.SIGNED_IN;
    }
    if (tokens.isPresent()) {
      return Means.SIGNED_IN;
    }
    return set.isPresent() ? Means.SET : Means.NONE;
  }

  /** Whether a merchant can sign in with Lucid: an application is set. */
  public boolean canSignIn() {
    return signIn.isPresent();
  }

  /**
   * Takes a key, which counts from now on.
   *
   * @throws IOException if it cannot be kept
   */
  public synchronized void take(LucidSecret key) throws IOException {
    KeptKey.Kept taken = new KeptKey.Kept(KeptKey.Kind.KEY, key);
    file.write(taken);
    kept = Optional.of(taken);
    tokens = Optional.empty();
  }

  /**
   * Forgets what was given in the panel; what is set counts again.
   *
   * @throws IOException if the file of it cannot be deleted; it is not used any more all the same
   */
  public synchronized void forget() throws IOException {
    kept = Optional.empty();
    tokens = Optional.empty();
    begun = Optional.empty();
    file.delete();
  }

  /**
   * Begins a sign-in; one that has begun before is given up.
   *
   * @param redirect where Lucid sends the merchant back to
   * @return where the merchant goes; empty if no application is set
   */
  public synchronized Optional<URI> beginSignIn(URI redirect) {
    return signIn.map(
        with -> {
          LucidSignIn.Begun now = with.begin(redirect, random);
          begun = Optional.of(new Begun(now, clock.instant().plus(LONGEST_SIGN_IN)));
          return now.address();
        });
  }

  /**
   * Ends a sign-in.
   *
   * @param state what came back; no other than the one that was sent, once, and soon
   * @param code what came back with it
   * @throws LucidMistake if it was not begun here, or Lucid gives nothing for it
   */
  public void endSignIn(String state, String code) throws LucidMistake {
    LucidSignIn with = signIn.orElseThrow(LucidMistake::noSignIn);
    LucidSignIn.Begun mine;
    LucidSecret came;
    synchronized (this) {
      Begun now = begun.orElseThrow(LucidMistake::noSignIn);
      boolean same =
          MessageDigest.isEqual(
              now.signIn().state().getBytes(StandardCharsets.UTF_8),
              state.getBytes(StandardCharsets.UTF_8));
      if (!same || clock.instant().isAfter(now.ends())) {
        throw LucidMistake.noSignIn();
      }
      begun = Optional.empty();
      mine = now.signIn();
    }
    try {
      came = LucidSecret.of(code);
    } catch (IllegalArgumentException e) {
      throw LucidMistake.noSignIn();
    }
    got(with.end(mine, came));
  }

  /**
   * What opens the account now. It asks Lucid where tokens have to be renewed, so it is not for a
   * thread of the shop's.
   *
   * @throws LucidMistake if there is nothing, or Lucid does not renew it
   */
  LucidSecret secret() throws LucidMistake {
    LucidSecret refresh;
    synchronized (this) {
      if (tokens.isPresent() && clock.instant().plus(MARGIN).isBefore(tokens.get().expires())) {
        return tokens.get().access();
      }
      Optional<LucidSecret> renewing =
          kept.filter(one -> one.kind() == KeptKey.Kind.REFRESH).map(KeptKey.Kept::secret);
      if (renewing.isEmpty() && tokens.isEmpty()) {
        return kept.map(KeptKey.Kept::secret).or(() -> set).orElseThrow(LucidMistake::noKey);
      }
      refresh = renewing.orElseThrow(LucidMistake::noSignIn);
    }
    LucidTokens renewed = signIn.orElseThrow(LucidMistake::noSignIn).refreshed(refresh);
    got(renewed);
    return renewed.access();
  }

  private synchronized void got(LucidTokens now) {
    tokens = Optional.of(now);
    kept = now.refresh().map(refresh -> new KeptKey.Kept(KeptKey.Kind.REFRESH, refresh));
    try {
      if (kept.isPresent()) {
        file.write(kept.get());
      } else {
        file.delete();
      }
    } catch (IOException e) {
      // It counts until the shop starts anew; then the merchant signs in once more.
      System.getLogger(LucidAccount.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "Senda: the sign-in with Lucid cannot be kept ({0}).",
              e.getClass().getSimpleName());
    }
  }
}
