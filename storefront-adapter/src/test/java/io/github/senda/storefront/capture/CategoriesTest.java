package io.github.senda.storefront.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.senda.touch.Category;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.VisitorId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CategoriesTest {

  private static Optional<VisitorId> visitor(long number) {
    return Optional.of(new VisitorId(number, number));
  }

  private static Sign sign(String path, String query, int status, Parts parts) {
    return exchange(path, query, status).sign(parts);
  }

  private static Exchange exchange(String path, String query, int status) {
    return new Exchange(
        "GET",
        "shop.example",
        "/shop",
        "/shop" + path,
        query,
        List.of(),
        false,
        Optional.empty(),
        Exchange.Answer.of(status));
  }

  @Test
  void path_namesItBehindTheUsualWords() {
    List<String> none = List.of("/", "/categoria", "/categoria/page", "/producto/olla", "/c/ollas");
    for (String path : none) {
      assertEquals(Optional.empty(), CategoryPlaces.USUAL.in(path), path);
    }
    assertEquals(Optional.of("ollas"), CategoryPlaces.USUAL.in("/categoria/ollas"));
    assertEquals(
        Optional.of("té y café"), CategoryPlaces.USUAL.in("/es/Category/t%C3%A9-y-caf%C3%A9"));
    assertEquals(Optional.of("ollas"), CategoryPlaces.USUAL.in("/product-category/12-ollas.html"));
    assertEquals(
        Optional.of("cocina"), CategoryPlaces.USUAL.in("/collections/cocina/products/olla"));
    assertEquals(Optional.empty(), CategoryPlaces.USUAL.in("/categoria/8271634"));
  }

  @Test
  void path_namesItWhereTheMerchantSays() {
    List<String> complaints = new ArrayList<>();
    CategoryPlaces places = CategoryPlaces.read("/c/{category}/**, /{category}/p/*", complaints);

    assertEquals(List.of(), complaints);
    assertEquals(Optional.of("ollas"), places.in("/c/ollas/olla-alta"));
    assertEquals(Optional.of("ollas"), places.in("/c/ollas"));
    assertEquals(Optional.of("ollas"), places.in("/ollas/p/7"));
    assertEquals(Optional.empty(), places.in("/ollas/q/7"));
    assertEquals(Optional.of("ollas"), places.in("/categoria/ollas"));
    CategoryPlaces.read("/c/x, c/{category}, /{category}/{category}", complaints);
    assertEquals(3, complaints.size());
    assertTrue(complaints.get(0).contains("\"/c/x\""), complaints.get(0));
  }

  @Test
  void query_namesItByItsParameter() {
    assertEquals(Optional.of("ollas"), CategoryPlaces.inQuery("a=1&category=Ollas&b"));
    assertEquals(Optional.of("fish"), CategoryPlaces.inQuery("viewCategory=&categoryId=FISH"));
    assertEquals(Optional.of("té"), CategoryPlaces.inQuery("product_cat=t%C3%A9"));
    for (String query : List.of("", "cat", "cat=7", "cat=%", "category_x=a", "data=b", "&&", "c")) {
      assertEquals(Optional.empty(), CategoryPlaces.inQuery(query), query);
    }
  }

  @Test
  void sign_hasItOnceThreeVisitorsHaveAskedForIt() {
    Parts parts = Parts.remembered();
    Function<Long, Optional<String>> asks =
        number ->
            Category.of(
                exchange("/categoria/quesos-de-cabra", "", 200).sign(parts, visitor(number)));

    assertEquals(Optional.empty(), asks.apply(1L));
    assertEquals(Optional.empty(), asks.apply(1L));
    assertEquals(Optional.empty(), asks.apply(2L));
    assertEquals(Optional.of("quesos de cabra"), asks.apply(3L));
    assertEquals(Optional.of("quesos de cabra"), asks.apply(1L));
    assertEquals(
        Optional.of("quesos de cabra"),
        Category.of(sign("/categoria/quesos-de-cabra", "page=2", 200, parts)));
  }

  @Test
  void sign_hasNoneOfAPersonNorOfAPageThatIsNotThere() {
    for (String word : List.of("ana@shop.es", "ana%2540shop.es", "600123456", "12345678Z")) {
      assertEquals(
          Optional.empty(), Category.of(sign("/categoria/" + word, "", 200, Parts.anew())), word);
      assertEquals(
          Optional.empty(), Category.of(sign("/", "category=" + word, 200, Parts.anew())), word);
    }
    assertEquals(Optional.empty(), Category.of(sign("/categoria/ollas", "", 404, Parts.anew())));
    assertEquals(
        Optional.of("ollas"), Category.of(sign("/categoria/ollas", "", 200, Parts.anew())));
  }

  @Test
  void categories_haveRoomForSixty() {
    Categories categories = new Categories();
    for (int i = 0; i < Categories.MOST; i++) {
      String word = "goods " + (char) ('a' + i / 26) + (char) ('a' + i % 26);
      assertEquals(Optional.of(word), categories.said(word));
    }
    assertEquals(Optional.of(Category.OTHER), categories.said("one more"));
    assertEquals(Optional.of("goods aa"), categories.said("Goods-AA"));
  }

  @Test
  void rules_doNotSeeIt() {
    String plain = Sign.page("/categoria/{slug}").text();
    String told = sign("/categoria/ollas", "", 200, Parts.anew()).text();
    List<Optional<Touchpoint>> meant =
        Rules.builtIn().verdictsOf(List.of(plain, told)).stream()
            .map(verdict -> verdict.flatMap(Verdict::touchpoint))
            .toList();

    assertEquals("GET /categoria/{slug} 2 ?:category=ollas", told);
    assertEquals(Optional.of(Touchpoint.of("view_item_list")), meant.get(1));
    assertEquals(meant.get(0), meant.get(1));
  }
}
