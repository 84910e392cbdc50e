package io.github.senda.storefront.servlet;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;

/**
 * Ends Senda with its context, and tells it when a request is over. Where a container does not look
 * for {@link SendaInitializer}, as under an {@code absolute-ordering}, naming this class as a
 * listener in {@code web.xml} installs Senda too. Safe for any thread.
 */
public final class SendaListener implements ServletContextListener, ServletRequestListener {

  private static final Logger LOG = System.getLogger(SendaListener.class.getName());

  private volatile Optional<CaptureFilter> filter = Optional.empty();

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Senda.install(event.getServletContext(), Clock.systemUTC());
    filter = Senda.of(event.getServletContext()).flatMap(Senda::filter);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    try {
      Senda.of(event.getServletContext()).ifPresent(Senda::close);
    } catch (Throwable failure) {
      LOG.log(Level.WARNING, "Senda did not end well; the shop is not concerned.", failure);
    }
  }

  @Override
  public void requestDestroyed(ServletRequestEvent event) {
    filter.ifPresent(known -> known.destroyed(event.getServletRequest()));
  }
}
