package io.github.senda.storefront.capture;

import static io.github.senda.storefront.capture.Traits.Trait.PLAIN;
import static io.github.senda.storefront.capture.Traits.Trait.SHOWN;

import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.util.List;

/**
 * Pages that no word names, in a shop whose products or lists no word names: what is looked at
 * before it is put into the cart is a product, and what leads to a product is a list.
 */
final class Products {

  private final int pageView;
  private final int viewItem;
  private final int viewList;
  private final boolean itemsUnknown;
  private final boolean listsUnknown;

  Products(Site site, List<Touchpoint> numbers) {
    this.pageView = numbers.indexOf(Touchpoints.PAGE_VIEW);
    this.viewItem = numbers.indexOf(Touchpoints.VIEW_ITEM);
    this.viewList = numbers.indexOf(Touchpoints.VIEW_ITEM_LIST);
    this.itemsUnknown = !site.knows(Touchpoints.VIEW_ITEM);
    this.listsUnknown = !site.knows(Touchpoints.VIEW_ITEM_LIST);
  }

  void tell(Visit visit) {
    for (int i = 0; i < visit.length(); i++) {
      if (visit.means(i) && visit.is(i, PLAIN) && isAddedTo(visit, i)) {
        visit.set(i, viewItem);
      }
    }
    if (listsUnknown) {
      tellLists(visit);
    }
    if (itemsUnknown) {
      tellItems(visit);
    }
  }

  private static boolean isAddedTo(Visit visit, int at) {
    for (int next = visit.next(at); next < visit.length(); next = visit.next(next)) {
      if (visit.role(next) == Role.CART_FILLED) {
        return true;
      }
      if (visit.is(next, SHOWN)) {
        return false;
      }
    }
    return false;
  }

  private void tellLists(Visit visit) {
    boolean leadsToItem = false;
    for (int i = visit.length() - 1; i >= 0; i--) {
      if (visit.means(i) && visit.is(i, SHOWN)) {
        if (leadsToItem && isUnknown(visit, i)) {
          visit.set(i, viewList);
        }
        leadsToItem = visit.touchpoint(i) == viewItem;
      }
    }
  }

  private void tellItems(Visit visit) {
    boolean afterList = false;
    for (int i = 0; i < visit.length(); i++) {
      if (visit.means(i) && visit.is(i, SHOWN)) {
        if (afterList && isUnknown(visit, i)) {
          visit.set(i, viewItem);
        }
        afterList = visit.touchpoint(i) == viewList || visit.role(i) == Role.SEARCH;
      }
    }
  }

  private boolean isUnknown(Visit visit, int at) {
    return visit.is(at, PLAIN) && visit.touchpoint(at) == pageView;
  }
}
