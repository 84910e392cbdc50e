package com.example.candil;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The cart: a page, its parts for scripts, and a small interface of JSON. */
@Controller
class CartController {

  private final Cart cart;

  CartController(Cart cart) {
    this.cart = cart;
  }

  /** What a script sends. */
  record Wish(String producto, int cantidad) {}

  /** What it is told. */
  record State(int piezas, String total) {}

  private State state() {
    return new State(cart.pieces(), cart.total());
  }

  @GetMapping("/carrito")
  String page() {
    return "carrito";
  }

  @GetMapping("/carrito/lineas")
  String lines() {
    return "carrito :: lineas";
  }

  @PostMapping("/api/carrito/lineas")
  @ResponseStatus(HttpStatus.CREATED)
  @ResponseBody
  State add(@RequestBody Wish wish) {
    cart.put(wish.producto(), cart.quantity(wish.producto()) + wish.cantidad());
    return state();
  }

  @PutMapping("/api/carrito/lineas/{slug}")
  @ResponseBody
  State change(@PathVariable String slug, @RequestBody Wish wish) {
    cart.put(slug, wish.cantidad());
    return state();
  }

  @DeleteMapping("/api/carrito/lineas/{slug}")
  @ResponseBody
  State remove(@PathVariable String slug) {
    cart.put(slug, 0);
    return state();
  }
}
