package com.example.awkward;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.EnumSet;

/** A shop whose developers have installed a filter by a program too, to be sure. */
public final class Again implements ServletContextListener {

  @Override
  public void contextInitialized(ServletContextEvent event) {
    String name = event.getServletContext().getInitParameter("again");
    FilterRegistration.Dynamic again = event.getServletContext().addFilter("again", name);
    again.setAsyncSupported(true);
    again.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
  }
}
