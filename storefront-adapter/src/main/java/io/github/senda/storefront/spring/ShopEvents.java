package io.github.senda.storefront.spring;

import io.github.senda.storefront.servlet.CaptureFilter;
import io.github.senda.storefront.voice.ShopVoice;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Hears what a shop publishes as application events: a {@link ShopVoice} is about the request under
 * way, and counts once the transaction under way, if there is one, is committed; Spring Security's
 * own events tell of a failed sign-in. Never throws into the shop. Safe for any thread.
 */
final class ShopEvents implements SmartApplicationListener {

  private static final Logger LOG = System.getLogger(ShopEvents.class.getName());

  /** By its name, so that a shop without Spring Security has nothing to load. */
  private static final String FAILED_SIGN_IN =
      "org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent";

  private static final boolean TRANSACTIONS =
      ClassUtils.isPresent(
          "org.springframework.transaction.support.TransactionSynchronizationManager",
          ShopEvents.class.getClassLoader());

  private final ServletContext context;

  ShopEvents(ServletContext context) {
    this.context = context;
  }

  @Override
  public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
    return PayloadApplicationEvent.class.isAssignableFrom(type) || isFailedSignIn(type);
  }

  private static boolean isFailedSignIn(Class<?> type) {
    for (Class<?> known = type; known != null; known = known.getSuperclass()) {
      if (known.getName().equals(FAILED_SIGN_IN)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void onApplicationEvent(ApplicationEvent event) {
    try {
      boolean voice =
          event instanceof PayloadApplicationEvent<?> published
              && published.getPayload() instanceof ShopVoice;
      if (!voice && event instanceof PayloadApplicationEvent<?>) {
        return;
      }
      if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now)) {
        if (voice) {
          CaptureFilter.unheard(context);
        }
        return;
      }
      HttpServletRequest request = now.getRequest();
      if (event instanceof PayloadApplicationEvent<?> published
          && published.getPayload() instanceof ShopVoice said) {
        whenItIsDone(() -> said.tell(request));
      } else {
        CaptureFilter.refused(request);
      }
    } catch (RuntimeException | LinkageError e) {
      LOG.log(Level.DEBUG, "An event was not heard, the shop is not concerned.", e);
    }
  }

  /** A purchase that is rolled back was none. */
  private static void whenItIsDone(Runnable tell) {
    if (!TRANSACTIONS || !AfterCommit.defer(tell)) {
      tell.run();
    }
  }
}
