package io.github.senda.storefront.spring;

import io.github.senda.storefront.servlet.CaptureFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * Sees a request as Spring's handlers do: with the user whom Spring Security knows, and with the
 * model, which template engines but JSP keep to themselves. Changes nothing, never throws. Safe for
 * any thread.
 */
final class Handlers implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    CaptureFilter.inside(request, Map.of());
    return true;
  }

  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      ModelAndView answer) {
    if (answer != null) {
      CaptureFilter.inside(request, answer.getModel());
    }
  }
}
