package com.example.candil;

import java.security.Principal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page has around it. */
@ControllerAdvice
class Frame {

  private final Catalogue catalogue;
  private final Cart cart;

  Frame(Catalogue catalogue, Cart cart) {
    this.catalogue = catalogue;
    this.cart = cart;
  }

  @ModelAttribute
  void frame(Principal who, Model model) {
    model.addAttribute("colecciones", catalogue.collections());
    model.addAttribute("carrito", cart);
    model.addAttribute("cliente", who == null ? "" : who.getName());
  }
}
