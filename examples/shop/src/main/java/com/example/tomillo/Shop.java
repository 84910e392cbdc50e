package com.example.tomillo;

import jakarta.servlet.ServletContext;
import java.time.Clock;
import java.util.Optional;

/** The whole shop, as its servlets see it. */
record Shop(
    Clock clock,
    Catalogue catalogue,
    Warehouse warehouse,
    Reviews reviews,
    Accounts accounts,
    Orders orders,
    Desk desk,
    CardTerminal terminal,
    Optional<Bank> bank) {

  static Shop opened(Clock clock, Optional<Bank> bank) {
    Catalogue catalogue = new Catalogue();
    Warehouse warehouse = Warehouse.of(catalogue);
    Accounts accounts = new Accounts();
    accounts.open("ana@example.com", "Ana Molina", "tomillo-2026");
    return new Shop(
        clock,
        catalogue,
        warehouse,
        Reviews.opened(),
        accounts,
        new Orders(clock, warehouse),
        new Desk(),
        new CardTerminal(clock),
        bank);
  }

  static Shop of(ServletContext context) {
    return (Shop) context.getAttribute("shop");
  }
}
