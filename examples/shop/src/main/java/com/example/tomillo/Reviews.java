package com.example.tomillo;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The newest two hundred opinions on each article. Safe for use by many threads. */
final class Reviews {
  private static final int KEPT = 200;

  private final Map<Integer, Deque<Review>> reviews = new HashMap<>();

  /** A shop that has been open for a while. */
  static Reviews opened() {
    Reviews reviews = new Reviews();
    reviews.add(104, "Marta G.", 5, "Pesa lo justo y no gotea. La usamos a diario.", "2026-09-03");
    reviews.add(104, "Tom", 4, "Lovely glaze, slightly smaller than I expected.", "2026-10-11");
    reviews.add(
        101, "Lucía", 5, "Preciosa para ensaladas; el color es tal cual la foto.", "2026-08-19");
    reviews.add(102, "Iker", 4, "Buen tamaño para el café con leche.", "2026-07-28");
    reviews.add(
        103, "Carmen R.", 5, "Compré seis y ninguno es igual a otro. Me encantan.", "2026-06-14");
    reviews.add(
        201, "Elena", 4, "Muy buena caída. Encoge un poco en el primer lavado.", "2026-05-30");
    reviews.add(204, "Sophie", 5, "Warm and not scratchy at all.", "2026-10-29");
    reviews.add(301, "Javier", 5, "La madera tiene unas vetas increíbles.", "2026-04-22");
    reviews.add(302, "Pilar", 5, "Los guisos salen como los de mi abuela.", "2026-09-25");
    reviews.add(
        302, "Andreu", 4, "Pesada, como tiene que ser. Llegó muy bien embalada.", "2026-11-02");
    reviews.add(
        303, "Vicent", 5, "De las buenas. Hay que secarla bien después de usarla.", "2026-08-07");
    reviews.add(401, "Nuria", 3, "Bonita, pero el cable podría ser más largo.", "2026-10-05");
    reviews.add(501, "Rosa", 5, "Huele a campo. La llevo a la compra.", "2026-06-27");
    return reviews;
  }

  private void add(int product, String author, int stars, String text, String day) {
    add(product, new Review(author, stars, text, Instant.parse(day + "T10:00:00Z")));
  }

  synchronized void add(int product, Review review) {
    Deque<Review> of = reviews.computeIfAbsent(product, id -> new ArrayDeque<>());
    of.addFirst(review);
    if (of.size() > KEPT) {
      of.removeLast();
    }
  }

  /** The opinions on an article, newest first. */
  synchronized List<Review> of(Product product) {
    return List.copyOf(reviews.getOrDefault(product.id(), new ArrayDeque<>()));
  }
}
