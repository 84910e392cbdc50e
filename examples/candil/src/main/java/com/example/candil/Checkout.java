package com.example.candil;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.SessionScope;

/** How far a visitor has come towards an order. */
@Component
@SessionScope
public class Checkout {

  private Address address;
  private Delivery delivery;

  /** Where it goes. */
  public record Address(
      @NotBlank(message = "¿A nombre de quién?") String nombre,
      @NotBlank(message = "Falta la calle") String calle,
      @Pattern(regexp = "[0-9]{5}", message = "Cinco cifras") String cp,
      @NotBlank(message = "Falta la ciudad") String ciudad) {
    static final Address EMPTY = new Address("", "", "", "");
  }

  /** How it goes. */
  public record Delivery(
      @Pattern(regexp = "domicilio|recogida", message = "Elige una entrega") String entrega) {
    static final Delivery USUAL = new Delivery("domicilio");

    int cents() {
      return entrega.equals("recogida") ? 0 : 390;
    }
  }

  /** What it is paid with. Nothing of it is kept. */
  public record Card(
      @NotBlank(message = "Falta el titular") String titular,
      @Pattern(regexp = "[0-9 ]{16,23}", message = "Dieciséis cifras") String numeroTarjeta,
      @Pattern(regexp = "[01][0-9]/[0-9]{2}", message = "MM/AA") String caducidad,
      @Pattern(regexp = "[0-9]{3}", message = "Tres cifras") String cvv) {
    static final Card EMPTY = new Card("", "", "", "");

    /** What the bank says to it. */
    boolean isDeclined() {
      return numeroTarjeta.endsWith("0002");
    }
  }

  public Optional<Address> address() {
    return Optional.ofNullable(address);
  }

  public Optional<Delivery> delivery() {
    return Optional.ofNullable(delivery);
  }

  public void deliverTo(Address given) {
    address = given;
  }

  public void deliverBy(Delivery given) {
    delivery = given;
  }

  public void forget() {
    address = null;
    delivery = null;
  }
}
