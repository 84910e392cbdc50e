package io.github.senda.storefront.servlet;

import io.github.senda.journey.Sessionizer;
import io.github.senda.store.TouchWriter;
import io.github.senda.storefront.beacon.Beacon;
import io.github.senda.storefront.beacon.Question;
import io.github.senda.storefront.capture.RuleBook;
import io.github.senda.storefront.capture.Rules;
import io.github.senda.storefront.lucid.LucidCourier;
import io.github.senda.storefront.panel.PanelAccess;
import io.github.senda.storefront.panel.PanelServlet;
import io.github.senda.storefront.panel.PanelSource;
import io.github.senda.storefront.panel.PrivacyFacts;
import io.github.senda.storefront.panel.VisitorServlet;
import io.github.senda.touch.TouchRecorder;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Senda in one shop, all wired: capture, store, rules and panel. There is one for each servlet
 * context, whichever way it was found; {@link #close} leaves nothing behind. Safe for any thread.
 */
final class Senda implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Senda.class.getName());
  private static final String ATTRIBUTE = Senda.class.getName();
  private static final String CAPTURE = "senda-capture";
  private static final String PANEL = "senda-panel";
  private static final String VISITORS = "senda-privacy";

  private final Optional<TouchWriter> writer;
  private final Optional<CaptureFilter> filter;

  private Senda(Optional<TouchWriter> writer, Optional<CaptureFilter> filter) {
    this.writer = writer;
    this.filter = filter;
  }

  /** The Senda of a context, if there is one. */
  static Optional<Senda> of(ServletContext context) {
    return context.getAttribute(ATTRIBUTE) instanceof Senda senda
        ? Optional.of(senda)
        : Optional.empty();
  }

  /**
   * Installs Senda while a context starts, unless it is there already. Whatever goes wrong is said
   * and the shop starts without it.
   *
   * @return whether it was installed by this call
   */
  static boolean install(ServletContext context, Clock clock) {
    if (of(context).isPresent()) {
      return false;
    }
    try {
      Settings settings = Settings.of(context);
      settings.complaints().forEach(complaint -> LOG.log(Level.WARNING, "Senda: {0}.", complaint));
      if (!settings.enabled()) {
        LOG.log(Level.INFO, "Senda is off in {0} (senda.enabled).", name(context));
        return false;
      }
      context.setAttribute(
          ATTRIBUTE,
          settings.log().isPresent()
              ? overLog(context, settings, settings.log().get(), clock)
              : inShop(context, settings, clock));
      return true;
    } catch (Throwable failure) {
      // A shop that does not start because of its guest has lost more than figures.
      LOG.log(Level.ERROR, "Senda could not start; the shop starts without it.", failure);
      return false;
    }
  }

  private static Senda inShop(ServletContext context, Settings settings, Clock clock) {
    List<String> complaints = new ArrayList<>(settings.complaints());
    RuleBook rules = RuleBook.open(settings.folder(), rules(settings, complaints));
    rules.complaint().ifPresent(complaint -> LOG.log(Level.WARNING, "Senda: {0}.", complaint));
    TouchWriter writer =
        TouchWriter.open(
            settings.folder(),
            new Sessionizer(settings.gap()),
            clock,
            settings.storeMax(),
            settings.privacy().retention());
    try {
      StoreRecords records = new StoreRecords(writer);
      Optional<Question> question = question(settings, rules, clock);
      TouchRecorder recorder = question.map(asking -> noticing(asking, writer)).orElse(writer);
      Capture capture = new Capture(recorder, settings, context.getContextPath(), clock, records);
      writer.beside(capture::age);
      Optional<Beacon> beacon =
          settings
              .beacon()
              .path()
              .map(
                  path ->
                      Beacon.of(context.getContextPath(), path, capture, writer, question, clock));
      CaptureFilter filter = new CaptureFilter(capture, beacon);
      FilterRegistration.Dynamic registration = context.addFilter(CAPTURE, filter);
      if (registration == null) {
        throw new IllegalStateException("the name " + CAPTURE + " is taken by another filter");
      }
      registration.setAsyncSupported(true);
      registration.addMappingForUrlPatterns(
          EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ERROR),
          false,
          "/*");
      PanelSource source =
          new StoreSource(
              name(context),
              writer,
              records,
              capture,
              beacon,
              rules,
              complaints,
              settings.zone(),
              settings.cartAbandoned(),
              settings.privacy().mode() == ConsentMode.ASK,
              clock,
              new PrivacyFacts(
                  capture.consents().mode(),
                  context.getContextPath() + settings.privacy().path(),
                  settings.privacy().months(),
                  settings.privacy().linkedMonths()),
              settings.view().view());
      boolean open = addPanel(context, settings, source, clock);
      addVisitorsPage(context, settings, capture, source);
      LOG.log(
          Level.INFO,
          "Senda captures in {0} and keeps what it sees in {1}; {2}.",
          name(context),
          settings.folder().toAbsolutePath(),
          panelWords(context, settings, open));
      return new Senda(Optional.of(writer), Optional.of(filter));
    } catch (Throwable failure) {
      writer.close();
      throw failure;
    }
  }

  private static Optional<Question> question(Settings settings, RuleBook rules, Clock clock) {
    return settings
        .beacon()
        .question()
        .map(
            kind ->
                Question.of(
                    kind,
                    settings.beacon().after(),
                    sign -> rules.rules().verdict(sign).touchpoint(),
                    rules::changes,
                    clock));
  }

  private static TouchRecorder noticing(Question question, TouchRecorder recorder) {
    return touch -> {
      question.notice(touch);
      return recorder.record(touch);
    };
  }

  private static Senda overLog(ServletContext context, Settings settings, Path file, Clock clock) {
    LogFileSource source = LogFileSource.of(file, settings, clock);
    source.notices().forEach(notice -> LOG.log(Level.WARNING, "Senda: {0}", notice));
    boolean open = addPanel(context, settings, source, clock);
    LOG.log(
        Level.INFO,
        "Senda shows the log {0} and captures nothing; {1}.",
        file.toAbsolutePath(),
        panelWords(context, settings, open));
    return new Senda(Optional.empty(), Optional.empty());
  }

  private static String panelWords(ServletContext context, Settings settings, boolean open) {
    return open
        ? "its panel is at " + context.getContextPath() + settings.panelPath() + "/"
        : "its panel is closed until senda.panel.token or senda.panel.role is set";
  }

  private static Rules rules(Settings settings, List<String> complaints) {
    if (settings.rules().isPresent()) {
      Path file = settings.rules().get();
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        return Rules.parse(reader, file.toString());
      } catch (IllegalArgumentException e) {
        complaints.add(e.getMessage() + "; only the built-in rules are used");
      } catch (IOException | UncheckedIOException e) {
        complaints.add("the rules " + file + " cannot be read; only the built-in ones are used");
      }
      LOG.log(Level.WARNING, "Senda: {0}.", complaints.get(complaints.size() - 1));
    }
    return Rules.builtIn();
  }

  /** The panel's servlet is there even while it is closed: it says 404 by itself then. */
  private static boolean addPanel(
      ServletContext context, Settings settings, PanelSource source, Clock clock) {
    PanelAccess access =
        PanelAccess.of(settings.panelToken(), settings.panelRole(), settings.panelOnce(), clock);
    LucidCourier lucid = LucidCourier.of(settings.lucid(), settings.folder(), clock);
    ServletRegistration.Dynamic panel =
        context.addServlet(PANEL, new PanelServlet(source, access, Optional.of(lucid)));
    if (panel == null) {
      throw new IllegalStateException("the name " + PANEL + " is taken by another servlet");
    }
    panel.setAsyncSupported(true);
    panel.addMapping(settings.panelPath() + "/*");
    return access.isOpen();
  }

  private static void addVisitorsPage(
      ServletContext context, Settings settings, Capture capture, PanelSource source) {
    ServletRegistration.Dynamic page =
        context.addServlet(VISITORS, new VisitorServlet(capture.consents(), source.records()));
    if (page == null) {
      throw new IllegalStateException("the name " + VISITORS + " is taken by another servlet");
    }
    page.setAsyncSupported(true);
    page.addMapping(settings.privacy().path() + "/*");
  }

  private static String name(ServletContext context) {
    String given =
        context.getAttribute(SendaInitializer.SHOP) instanceof String told
            ? told
            : context.getServletContextName();
    if (given != null && !given.isBlank()) {
      return given;
    }
    return context.getContextPath().isEmpty() ? "/" : context.getContextPath();
  }

  /** The filter, where there is one. */
  Optional<CaptureFilter> filter() {
    return filter;
  }

  /** Writes what is queued and leaves neither thread, open file nor class loader behind. */
  @Override
  public void close() {
    try {
      writer.ifPresent(TouchWriter::close);
    } finally {
      forgetOurRecords();
    }
  }

  /**
   * Java 17 keeps, strongly and in a class of its own, the types with which a record's equals,
   * hashCode or toString was last set up, and with them our class loader. So the last is one of
   * Java's own.
   */
  private static void forgetOurRecords() {
    Map<String, MethodType> methods =
        Map.of(
            "equals", MethodType.methodType(boolean.class, String.class, Object.class),
            "hashCode", MethodType.methodType(int.class, String.class),
            "toString", MethodType.methodType(String.class, String.class));
    MethodHandle itself = MethodHandles.identity(String.class);
    methods.forEach(
        (name, type) -> {
          try {
            ObjectMethods.bootstrap(
                MethodHandles.lookup(), name, type, String.class, "itself", itself);
          } catch (Throwable e) {
            LOG.log(Level.DEBUG, "Senda's last class loader is kept until the next is made.", e);
          }
        });
  }
}
