package io.github.senda.diagram.lucid.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.internal.concurrent.TaskRunner;
import okhttp3.internal.connection.ConnectionListener;

/**
 * Sends one request at a time on the caller's thread and starts no thread of its own. Follows no
 * redirect, repeats nothing, keeps no connection. What fails is told as a {@link LucidMistake} that
 * says whether the request may have arrived. Safe for any thread.
 */
final class Wire implements AutoCloseable {

  private static final int PROXY_WANTS_A_NAME = 407;

  /**
   * An answer, read to its end as UTF-8.
   *
   * @param retryAfter what stands in the header of that name; empty if it is not there
   */
  record Reply(int status, String retryAfter, String body) {}

  /** What is trusted instead of what Java trusts, for tests. */
  record Trust(SSLSocketFactory sockets, X509TrustManager manager) {}

  /** What has become of a call so far. */
  private static final class Journal {
    private final LucidProgress progress;
    private volatile boolean sent;
    private volatile boolean secured;
    private volatile Optional<String> proxy = Optional.empty();

    Journal(LucidProgress progress) {
      this.progress = progress;
    }
  }

  private final OkHttpClient client;
  private final Set<Call> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Wire(Patience patience, Optional<InetSocketAddress> proxy, Optional<Trust> trust) {
    // Its log would name addresses and headers; what went wrong is told by its exceptions.
    Logger silent = Logger.getAnonymousLogger();
    silent.setLevel(Level.OFF);
    ConnectionPool none =
        new ConnectionPool(
            0,
            1,
            TimeUnit.MILLISECONDS,
            new TaskRunner(new NoThreads(), silent),
            new ConnectionListener() {});
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectionPool(none)
            .socketFactory(new PatientSockets(patience.silence()))
            .connectTimeout(patience.connect())
            .readTimeout(0, TimeUnit.MILLISECONDS)
            .writeTimeout(0, TimeUnit.MILLISECONDS)
            .fastFallback(false)
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .authenticator(Authenticator.NONE)
            .proxyAuthenticator(Authenticator.NONE)
            .eventListener(new Noting());
    proxy.ifPresent(address -> builder.proxy(new Proxy(Proxy.Type.HTTP, address)));
    trust.ifPresent(own -> builder.sslSocketFactory(own.sockets(), own.manager()));
    client = builder.build();
  }

  /**
   * Sends a request and reads the answer, whatever its status.
   *
   * @param most how many bytes of the answer are read; a longer one is a strange one
   * @throws LucidMistake if there is no whole answer
   */
  Reply send(Request request, int most, LucidProgress progress) throws LucidMistake {
    Journal journal = new Journal(progress);
    Call call = client.newCall(request.newBuilder().tag(Journal.class, journal).build());
    running.add(call);
    try {
      if (closed) {
        throw LucidMistake.of(LucidMistake.Kind.STOPPED);
      }
      progress.at(LucidProgress.Step.CONNECTING, 0, 0);
      try (Response response = call.execute();
          InputStream in = response.body().byteStream()) {
        if (response.code() == PROXY_WANTS_A_NAME) {
          throw proxy(journal);
        }
        byte[] body = in.readNBytes(most + 1);
        if (body.length > most) {
          throw LucidMistake.of(LucidMistake.Kind.STRANGE).uncertain();
        }
        return new Reply(
            response.code(),
            Optional.ofNullable(response.header("Retry-After")).orElse(""),
            new String(body, StandardCharsets.UTF_8));
      }
    } catch (LucidMistake e) {
      throw e;
    } catch (IOException e) {
      throw mistake(e, call, journal);
    } finally {
      running.remove(call);
      client.connectionPool().evictAll();
    }
  }

  private LucidMistake mistake(IOException e, Call call, Journal journal) {
    if (call.isCanceled()) {
      LucidMistake stopped = LucidMistake.of(LucidMistake.Kind.STOPPED);
      return journal.sent ? stopped.uncertain() : stopped;
    }
    if (journal.sent) {
      return LucidMistake.of(
              e instanceof SocketTimeoutException
                  ? LucidMistake.Kind.TIMED_OUT
                  : LucidMistake.Kind.CUT_OFF)
          .uncertain();
    }
    if (isOfCertificates(e)) {
      return LucidMistake.of(LucidMistake.Kind.CERTIFICATE);
    }
    // Before encryption begins, everything that can fail is between this machine and the proxy.
    return journal.proxy.isPresent() && !journal.secured
        ? proxy(journal)
        : LucidMistake.of(LucidMistake.Kind.UNREACHABLE);
  }

  private static LucidMistake proxy(Journal journal) {
    return LucidMistake.of(LucidMistake.Kind.PROXY, "proxy", journal.proxy.orElse(""));
  }

  private static boolean isOfCertificates(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
        return true;
      }
    }
    return false;
  }

  /** Breaks off what is running; what comes afterwards is refused. */
  @Override
  public void close() {
    closed = true;
    stop();
  }

  /** Breaks off what is running. */
  void stop() {
    running.forEach(Call::cancel);
  }

  /** Notes how far a call has come. */
  private static final class Noting extends EventListener {

    private static Journal journal(Call call) {
      return call.request().tag(Journal.class);
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
      if (proxy.type() != Proxy.Type.DIRECT && proxy.address() instanceof InetSocketAddress at) {
        journal(call).proxy = Optional.of(at.getHostString() + ":" + at.getPort());
      }
    }

    @Override
    public void secureConnectStart(Call call) {
      journal(call).secured = true;
    }

    @Override
    public void requestHeadersStart(Call call) {
      journal(call).sent = true;
    }

    @Override
    public void requestBodyEnd(Call call, long bytes) {
      journal(call).progress.at(LucidProgress.Step.WAITING, 0, 0);
    }
  }

  /**
   * Tasks that never run. The only ones that there are close connections that were kept, and none
   * is: each call's are closed at its end.
   */
  private static final class NoThreads implements TaskRunner.Backend {

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public void coordinatorNotify(TaskRunner runner) {}

    @Override
    public void coordinatorWait(TaskRunner runner, long nanos) {}

    @Override
    public <T> BlockingQueue<T> decorate(BlockingQueue<T> queue) {
      return queue;
    }

    @Override
    public void execute(TaskRunner runner, Runnable task) {}
  }
}
