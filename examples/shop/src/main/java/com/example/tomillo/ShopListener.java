package com.example.tomillo;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.time.Clock;
import java.util.Optional;

/** Opens the shop when its host starts. */
public final class ShopListener implements ServletContextListener {
  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    String secret = Optional.ofNullable(context.getInitParameter("shop.bank.secret")).orElse("");
    Optional<Bank> bank =
        Optional.ofNullable(context.getInitParameter("shop.bank"))
            .map(address -> new Bank(address, secret));
    context.setAttribute("shop", Shop.opened(Clock.systemUTC(), bank));
  }
}
