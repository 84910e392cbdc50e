package com.example.candil;

import com.example.candil.Customers.Registration;
import jakarta.validation.Valid;
import java.security.Principal;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Signing in, registering, and what a customer has bought. */
@Controller
class AccountController {

  private final Customers customers;
  private final Orders orders;

  AccountController(Customers customers, Orders orders) {
    this.customers = customers;
    this.orders = orders;
  }

  @GetMapping("/acceso")
  String signIn() {
    return "acceso";
  }

  @GetMapping("/registro")
  String register(Model model) {
    model.addAttribute("alta", Registration.EMPTY);
    return "registro";
  }

  @PostMapping("/registro")
  String register(
      @Valid @ModelAttribute("alta") Registration given,
      BindingResult wrong,
      RedirectAttributes flash) {
    if (!wrong.hasErrors() && !customers.register(given)) {
      wrong.rejectValue("correo", "usado", "Ya hay una cuenta con este correo");
    }
    if (wrong.hasErrors()) {
      return "registro";
    }
    flash.addFlashAttribute("aviso", "Cuenta creada. Ya puedes entrar.");
    return "redirect:/acceso";
  }

  @GetMapping("/cuenta")
  String account() {
    return "cuenta";
  }

  @GetMapping("/cuenta/pedidos")
  String history(Principal who, Model model) {
    model.addAttribute("pedidos", orders.of(who.getName()));
    return "pedidos";
  }

  @GetMapping("/pedido/{id}")
  String order(@PathVariable UUID id, Principal who, Model model) {
    model.addAttribute("pedido", orders.find(id, who.getName()).orElseThrow(NotHereException::new));
    return "pedido";
  }
}
