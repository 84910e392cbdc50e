package com.example.candil;

import com.example.candil.Checkout.Address;
import com.example.candil.Checkout.Card;
import com.example.candil.Checkout.Delivery;
import jakarta.validation.Valid;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The checkout: where, how, paid. Every step redirects to the next; what is wrong is the same page
 * again; a step out of order is a redirect back.
 */
@Controller
@RequestMapping("/compra")
class CheckoutController {

  private final Cart cart;
  private final Checkout checkout;
  private final Orders orders;
  private final Catalogue catalogue;
  private final StockController stock;

  CheckoutController(
      Cart cart, Checkout checkout, Orders orders, Catalogue catalogue, StockController stock) {
    this.cart = cart;
    this.checkout = checkout;
    this.orders = orders;
    this.catalogue = catalogue;
    this.stock = stock;
  }

  @GetMapping("/datos")
  String where(Model model) {
    if (cart.pieces() == 0) {
      return "redirect:/carrito";
    }
    model.addAttribute("datos", checkout.address().orElse(Address.EMPTY));
    return "compra-datos";
  }

  @PostMapping("/datos")
  String where(@Valid @ModelAttribute("datos") Address given, BindingResult wrong) {
    if (wrong.hasErrors()) {
      return "compra-datos";
    }
    checkout.deliverTo(given);
    return "redirect:/compra/envio";
  }

  @GetMapping("/envio")
  String how(Model model) {
    if (checkout.address().isEmpty()) {
      return "redirect:/compra/datos";
    }
    model.addAttribute("envio", checkout.delivery().orElse(Delivery.USUAL));
    return "compra-envio";
  }

  @PostMapping("/envio")
  String how(@Valid @ModelAttribute("envio") Delivery given, BindingResult wrong) {
    if (wrong.hasErrors()) {
      return "compra-envio";
    }
    checkout.deliverBy(given);
    return "redirect:/compra/pago";
  }

  @GetMapping("/pago")
  String pay(Model model) {
    if (cart.pieces() == 0 || checkout.delivery().isEmpty()) {
      return "redirect:/compra/envio";
    }
    model.addAttribute("pago", Card.EMPTY);
    return "compra-pago";
  }

  @PostMapping("/pago")
  String pay(
      @Valid @ModelAttribute("pago") Card card,
      BindingResult wrong,
      Principal who,
      RedirectAttributes flash) {
    if (cart.pieces() == 0 || checkout.address().isEmpty() || checkout.delivery().isEmpty()) {
      return "redirect:/carrito";
    }
    if (!wrong.hasErrors() && card.isDeclined()) {
      wrong.reject("denegada", "El banco ha denegado la tarjeta. Prueba con otra.");
    }
    if (wrong.hasErrors()) {
      return "compra-pago";
    }
    Orders.Order order =
        orders.place(
            who.getName(), cart.lines(), checkout.address().get(), checkout.delivery().get());
    cart.lines().forEach(line -> catalogue.sold(line.product(), line.quantity()));
    stock.tell();
    cart.empty();
    checkout.forget();
    flash.addFlashAttribute("aviso", "¡Gracias! Tu café se tuesta mañana.");
    return "redirect:/pedido/" + order.id();
  }
}
