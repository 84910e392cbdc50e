package io.github.senda.touch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A model of stages: which there are, in which order, and which touchpoint belongs to which. A
 * value; safe for any thread.
 *
 * @param order the stages from first to last, none twice
 * @param members the stage of each touchpoint that has one; every stage is in {@code order}
 */
public record Stages(List<Stage> order, Map<Touchpoint, Stage> members) {

  public Stages {
    order = List.copyOf(order);
    members = Map.copyOf(members);
    if (Set.copyOf(order).size() != order.size()) {
      throw new IllegalArgumentException("a stage stands twice in " + order);
    }
    for (Map.Entry<Touchpoint, Stage> member : members.entrySet()) {
      if (!order.contains(member.getValue())) {
        throw new IllegalArgumentException(
            member.getKey() + " belongs to a stage that is not in the model: " + member.getValue());
      }
    }
  }

  /**
   * The stages of a shop. Awareness, consideration, purchase, retention and advocacy are the
   * field's five; purchase is told apart here into cart, checkout, payment and order, because that
   * is where a shop loses its customers and so where a merchant looks first, and service into a
   * stage of its own before retention: whoever sends something back has not come back to buy.
   */
  public static Stages shop() {
    Map<Touchpoint, Stage> members = new LinkedHashMap<>();
    List<Stage> order =
        List.of(
            stage(
                members,
                "awareness",
                Touchpoints.PAGE_VIEW,
                Touchpoints.SEARCH,
                Touchpoints.VIEW_ITEM_LIST,
                Touchpoints.VISIT_STORE,
                Touchpoints.VISIT_FAIR,
                Touchpoints.ERROR_PAGE),
            stage(members, "consideration", Touchpoints.VIEW_ITEM),
            stage(
                members,
                "cart",
                Touchpoints.ADD_TO_CART,
                Touchpoints.VIEW_CART,
                Touchpoints.UPDATE_CART,
                Touchpoints.REMOVE_FROM_CART,
                Touchpoints.APPLY_COUPON,
                Touchpoints.COUPON_REFUSED),
            stage(
                members,
                "checkout",
                Touchpoints.BEGIN_CHECKOUT,
                Touchpoints.LOGIN,
                Touchpoints.LOGIN_FAILED,
                Touchpoints.SIGN_UP,
                Touchpoints.ADD_SHIPPING_INFO,
                Touchpoints.CHECKOUT_STEP),
            stage(members, "payment", Touchpoints.ADD_PAYMENT_INFO, Touchpoints.CHECKOUT_ERROR),
            stage(members, "order", Touchpoints.PURCHASE),
            stage(
                members,
                "service",
                Touchpoints.VIEW_ORDER,
                Touchpoints.TRACK_ORDER,
                Touchpoints.CONTACT,
                Touchpoints.PHONE_CALL,
                Touchpoints.RETURN_ITEM,
                Touchpoints.REFUND,
                Touchpoints.WARRANTY),
            stage(
                members,
                "retention",
                Touchpoints.ACCOUNT,
                Touchpoints.NEWSLETTER,
                Touchpoints.NEWSLETTER_SENT,
                Touchpoints.NEWSLETTER_OPENED,
                Touchpoints.LOYALTY,
                Touchpoints.SUBSCRIPTION),
            stage(members, "advocacy", Touchpoints.WRITE_REVIEW, Touchpoints.SHARE));
    return new Stages(order, members);
  }

  private static Stage stage(
      Map<Touchpoint, Stage> members, String key, Touchpoint... touchpoints) {
    Stage stage = new Stage(key);
    for (Touchpoint touchpoint : touchpoints) {
      members.put(touchpoint, stage);
    }
    return stage;
  }

  /** The stage of a touchpoint; empty if the model does not know it. */
  public Optional<Stage> of(Touchpoint touchpoint) {
    return Optional.ofNullable(members.get(touchpoint));
  }
}
