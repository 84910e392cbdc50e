package com.example.candil;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What can be looked at. */
@Controller
class WindowController {

  private final Catalogue catalogue;

  WindowController(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @GetMapping("/")
  String home(Model model) {
    model.addAttribute("productos", catalogue.featured());
    return "portada";
  }

  @GetMapping("/coleccion/{coleccion}")
  String collection(
      @PathVariable String coleccion,
      @RequestParam Optional<String> tueste,
      @RequestParam(defaultValue = "") String orden,
      Model model) {
    String title = catalogue.collections().getOrDefault(coleccion, "");
    if (title.isEmpty()) {
      throw new NotHereException();
    }
    model.addAttribute("titulo", title);
    model.addAttribute("filtros", coleccion.equals("en-grano"));
    Optional<String> roast = tueste.filter(given -> !given.isEmpty());
    model.addAttribute("tueste", roast.orElse(""));
    model.addAttribute("orden", orden);
    model.addAttribute("productos", catalogue.list(coleccion, roast, orden));
    return "coleccion";
  }

  @GetMapping("/buscar")
  String search(@RequestParam(defaultValue = "") String q, Model model) {
    model.addAttribute("titulo", "Resultados para «" + q + "»");
    model.addAttribute("filtros", false);
    model.addAttribute("productos", catalogue.search(q));
    return "coleccion";
  }

  @GetMapping("/producto/{slug}")
  String product(@PathVariable String slug, Model model) {
    Product product = catalogue.product(slug);
    model.addAttribute("producto", product);
    model.addAttribute("quedan", catalogue.stock(product));
    return "producto";
  }

  /** Is asked of the roaster in another thread. */
  @GetMapping("/tostando")
  Callable<String> roasting(Model model) {
    return () -> {
      model.addAttribute("titulo", "Hoy en el tambor");
      model.addAttribute("texto", "Etiopía Guji, a 198 grados, hasta el primer crujido.");
      return "texto";
    };
  }

  /** Is answered when the carrier has answered. */
  @GetMapping("/entrega")
  DeferredResult<String> delivery(@RequestParam(defaultValue = "28001") String cp, Model model) {
    model.addAttribute("titulo", "¿Cuándo llega?");
    model.addAttribute("texto", "A " + cp + " llega en dos días laborables.");
    DeferredResult<String> answer = new DeferredResult<>(10_000L);
    Thread carrier = new Thread(() -> answer.setResult("texto"), "transportista");
    carrier.setDaemon(true);
    carrier.start();
    return answer;
  }

  @GetMapping("/catas")
  String tastings() {
    throw new IllegalStateException("the calendar of tastings is broken on purpose");
  }

  @PostMapping("/boletin")
  String newsletter(@RequestParam String correo, RedirectAttributes flash) {
    flash.addFlashAttribute("aviso", "Apuntado: la próxima carta va a " + correo + ".");
    return "redirect:/";
  }
}
