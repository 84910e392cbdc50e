package io.github.senda.storefront.panel;

import com.google.gson.stream.JsonWriter;
import io.github.senda.map.Labels;
import io.github.senda.storefront.capture.Proposal;
import io.github.senda.storefront.capture.RuleBook;
import io.github.senda.storefront.capture.Survey;
import io.github.senda.storefront.capture.Verdict;
import io.github.senda.touch.Sign;
import io.github.senda.touch.Touchpoint;
import io.github.senda.touch.Touchpoints;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes what Senda makes of a shop's pages as JSON, field by field, with its reasons as sentences
 * in a language. A touchpoint is its name with its label beside it; {@code null} is no step.
 */
final class SignsJson {

  /** What a page or act may be said to be, in the order of a visit. */
  static final List<Touchpoint> CHOICES =
      List.of(
          Touchpoints.PAGE_VIEW,
          Touchpoints.SEARCH,
          Touchpoints.VIEW_ITEM_LIST,
          Touchpoints.VIEW_ITEM,
          Touchpoints.ADD_TO_CART,
          Touchpoints.REMOVE_FROM_CART,
          Touchpoints.UPDATE_CART,
          Touchpoints.VIEW_CART,
          Touchpoints.APPLY_COUPON,
          Touchpoints.COUPON_REFUSED,
          Touchpoints.LOGIN,
          Touchpoints.LOGIN_FAILED,
          Touchpoints.SIGN_UP,
          Touchpoints.BEGIN_CHECKOUT,
          Touchpoints.ADD_SHIPPING_INFO,
          Touchpoints.ADD_PAYMENT_INFO,
          Touchpoints.CHECKOUT_STEP,
          Touchpoints.CHECKOUT_ERROR,
          Touchpoints.PURCHASE,
          Touchpoints.VIEW_ORDER,
          Touchpoints.TRACK_ORDER,
          Touchpoints.RETURN_ITEM,
          Touchpoints.REFUND,
          Touchpoints.WARRANTY,
          Touchpoints.ACCOUNT,
          Touchpoints.CONTACT,
          Touchpoints.NEWSLETTER,
          Touchpoints.LOYALTY,
          Touchpoints.SUBSCRIPTION,
          Touchpoints.WRITE_REVIEW,
          Touchpoints.SHARE,
          Touchpoints.ERROR_PAGE);

  private final StringWriter text = new StringWriter();
  private final JsonWriter json = new JsonWriter(text);
  private final Messages words;
  private final Labels labels;
  private final RuleNames rules;

  private SignsJson(Messages words) {
    this.words = words;
    this.rules = RuleNames.of(words.locale());
    this.labels = Labels.of(words.locale());
    json.setHtmlSafe(true);
  }

  private interface Writing {
    void on(SignsJson json) throws IOException;
  }

  private static String write(Messages words, Writing writing) {
    SignsJson json = new SignsJson(words);
    try {
      writing.on(json);
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can always be written", e);
    }
    return json.text.toString();
  }

  /** All pages and acts with how each stands. */
  static String of(Survey survey, RuleBook book, Messages words) {
    return write(words, json -> json.survey(survey, book));
  }

  /** What another file of rules would change. */
  static String of(Survey.Preview preview, Messages words) {
    return write(words, json -> json.preview(preview));
  }

  /** Why another file is no file of rules. */
  static String mistake(String sentence) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setHtmlSafe(true);
      json.beginObject().name("error").value(sentence).endObject();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can always be written", e);
    }
    return text.toString();
  }

  /** What Senda makes of an address. */
  static String of(Survey.Trial trial, Messages words) {
    return write(words, json -> json.trial(trial));
  }

  private void survey(Survey survey, RuleBook book) throws IOException {
    json.beginObject();
    json.name("seen").value(survey.sightings().size());
    json.name("toConfirm").value(survey.count(Survey.Standing.TO_CONFIRM));
    json.name("confirmed").value(survey.count(Survey.Standing.CONFIRMED));
    json.name("canUndo").value(book.canUndo());
    if (book.complaint().isPresent()) {
      json.name("complaint")
          .value(
              book.mistake()
                  .map(mistake -> words.text("signs.broken", "error", rules.of(mistake)))
                  .orElse(book.complaint().get()));
    }
    json.name("choices").beginArray();
    for (Touchpoint choice : CHOICES) {
      json.beginObject();
      touchpoint(Optional.of(choice));
      json.endObject();
    }
    json.endArray();
    json.name("pages").beginArray();
    for (Survey.Sighting seen : survey.sightings()) {
      sighting(seen);
    }
    json.endArray();
    json.endObject();
  }

  private void sighting(Survey.Sighting seen) throws IOException {
    Sign example = seen.examples().get(0);
    json.beginObject();
    json.name("key").value(seen.key());
    json.name("standing").value(seen.standing().name().toLowerCase(Locale.ROOT));
    json.name("touches").value(seen.touches());
    json.name("visits").value(seen.visits());
    sign(example);
    json.name("asked").beginArray();
    for (Sign sign : seen.examples()) {
      json.value(sign.text());
    }
    json.endArray();
    if (seen.before().isPresent()) {
      json.name("before").value(labels.of(seen.before().get()));
    }
    if (seen.after().isPresent()) {
      json.name("after").value(labels.of(seen.after().get()));
    }
    verdict(seen.verdict());
    if (seen.proposal().isPresent()) {
      Proposal proposal = seen.proposal().get();
      json.name("guess").beginObject();
      touchpoint(proposal.touchpoint());
      json.name("confidence").value(proposal.confidence());
      json.name("why").value(why(proposal.why()));
      json.endObject();
    }
    json.endObject();
  }

  private void sign(Sign sign) throws IOException {
    json.name("method").value(sign.method());
    json.name("path").value(sign.path());
    json.name("fields").beginArray();
    for (String name : sign.parameters()) {
      if (!name.startsWith(":")) {
        json.value(name);
      }
    }
    json.endArray();
    if (sign.forward().isPresent()) {
      json.name("view").value(sign.forward().get());
    }
    if (sign.redirect().isPresent()) {
      json.name("leadsTo").value(sign.redirect().get());
    }
  }

  private void verdict(Verdict verdict) throws IOException {
    touchpoint(verdict.touchpoint());
    json.name("rule").value(rules.of(verdict.rule()));
    json.name("recognised").value(!verdict.fallback());
    json.name("sure").value(verdict.confidence());
  }

  private void touchpoint(Optional<Touchpoint> touchpoint) throws IOException {
    json.name("touchpoint").value(touchpoint.map(Touchpoint::name).orElse(null));
    json.name("label").value(label(touchpoint));
  }

  private String label(Optional<Touchpoint> touchpoint) {
    return touchpoint.map(labels::of).orElseGet(() -> words.text("signs.no_step"));
  }

  private String why(Proposal.Why why) {
    return words
        .text("why." + why.kind().name().toLowerCase(Locale.ROOT))
        .replace("{near}", why.near().map(labels::of).orElse(""))
        .replace("{part}", Integer.toString(why.part()))
        .replace("{whole}", Integer.toString(why.whole()))
        .replace("{word}", why.word());
  }

  private void preview(Survey.Preview preview) throws IOException {
    json.beginObject();
    json.name("rules").value(preview.rules());
    json.name("pages").value(preview.places());
    json.name("touches").value(preview.touches());
    json.name("changes").beginArray();
    for (Survey.Change change : preview.examples()) {
      json.beginObject();
      json.name("method").value(change.method());
      json.name("path").value(change.path());
      json.name("today").value(label(change.today()));
      json.name("then").value(label(change.then()));
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  private void trial(Survey.Trial trial) throws IOException {
    json.beginObject();
    sign(trial.sign());
    json.name("sign").value(trial.sign().text());
    verdict(trial.verdict());
    if (trial.seen().isPresent()) {
      json.name("seen");
      sighting(trial.seen().get());
    }
    json.endObject();
  }
}
