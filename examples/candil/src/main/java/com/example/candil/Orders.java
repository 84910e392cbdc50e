package com.example.candil;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The orders of the last hours, in memory. Safe for any thread. */
@Component
public class Orders {

  private static final int MOST = 1_000;

  private final Map<UUID, Order> orders =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, Order> eldest) {
              return size() > MOST;
            }
          });

  /** What was bought by whom, and where it goes. */
  public record Order(
      UUID id,
      String customer,
      List<Cart.Line> lines,
      Checkout.Address address,
      Checkout.Delivery delivery) {
    public String shipping() {
      return Euros.of(delivery.cents());
    }

    public String total() {
      return Euros.of(delivery.cents() + lines.stream().mapToInt(Cart.Line::cents).sum());
    }
  }

  Order place(
      String customer,
      List<Cart.Line> lines,
      Checkout.Address address,
      Checkout.Delivery delivery) {
    Order order = new Order(UUID.randomUUID(), customer, lines, address, delivery);
    orders.put(order.id(), order);
    return order;
  }

  /** An order, if it is this customer's. */
  Optional<Order> find(UUID id, String customer) {
    return Optional.ofNullable(orders.get(id)).filter(order -> order.customer().equals(customer));
  }

  List<Order> of(String customer) {
    synchronized (orders) {
      return orders.values().stream().filter(order -> order.customer().equals(customer)).toList();
    }
  }
}
