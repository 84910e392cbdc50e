package io.github.senda.storefront.spring;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Lets the panel guard itself where Spring Security guards the shop, which would otherwise refuse
 * the token's form for want of one of its own, or ask for a customer's sign-in first. Where a role
 * opens the panel, Spring Security stays in charge of who it is. The page on which visitors say not
 * to be counted is for whoever comes, without a sign-in. Nothing else is touched.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({WebSecurityCustomizer.class, CsrfFilter.class})
public class SendaSecurityAutoConfiguration {

  /** What Spring Security leaves alone: nothing of the panel while it is closed. */
  @Bean
  WebSecurityCustomizer sendaPanelGuardsItself(Environment environment) {
    boolean byRole = isSet("senda.panel.role", environment);
    boolean open =
        byRole || isSet("senda.panel.token", environment) || isSet("senda.panel.once", environment);
    return web -> {
      web.ignoring().requestMatchers(new VisitorsRequests());
      if (open) {
        web.ignoring().requestMatchers(new PanelRequests(byRole));
      }
    };
  }

  private static boolean isSet(String name, Environment environment) {
    return !environment.getProperty(name, "").isBlank();
  }

  private static boolean isFor(String servlet, HttpServletRequest request) {
    return Optional.ofNullable(request.getHttpServletMapping())
        .filter(mapping -> servlet.equals(mapping.getServletName()))
        .isPresent();
  }

  /** The requests that the container has already given to the visitors' own page. */
  private record VisitorsRequests() implements RequestMatcher {

    @Override
    public boolean matches(HttpServletRequest request) {
      return isFor("senda-privacy", request);
    }

    @Override
    public String toString() {
      return "Senda's page for visitors, which is for anyone";
    }
  }

  /** The requests that the container has already given to the panel's servlet. */
  private record PanelRequests(boolean byRole) implements RequestMatcher {

    @Override
    public boolean matches(HttpServletRequest request) {
      boolean panel = isFor("senda-panel", request);
      if (panel && byRole) {
        // The panel asks for its own page as origin of whatever is posted to it.
        CsrfFilter.skipRequest(request);
      }
      return panel && !byRole;
    }

    @Override
    public String toString() {
      return "the panel of Senda, which guards itself";
    }
  }
}
