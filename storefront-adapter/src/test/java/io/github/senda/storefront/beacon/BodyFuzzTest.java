package io.github.senda.storefront.beacon;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.senda.storefront.capture.BeaconSign;
import io.github.senda.storefront.capture.Parts;
import io.github.senda.touch.Sign;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whatever is sent is taken or refused, and what is taken is within all bounds. Tries the known
 * bodies; fuzzes as well where the environment says {@code JAZZER_FUZZ=1}.
 */
class BodyFuzzTest {

  private static final Pattern WORD =
      Pattern.compile(
          ":left|:visible=[0-9]{1,4}|:field=[A-Za-z0-9_.\\[\\]-]{1,64}|:(order|fields)=[0-9]{1,2}"
              + "|:sent|:error=[A-Za-z]{1,20}|:script=(own|other)|:rage|:restored|:route"
              + "|:said=[a-z_]{1,30}|:answer=(csat|nps):[0-9]{1,2}");

  @FuzzTest(maxDuration = "5m")
  void body(byte[] body) {
    List<Said> all;
    try {
      all = BodyReader.read(body);
    } catch (Refused e) {
      assertTrue(
          e.shape().length() < 200 && e.shape().matches("[a-z ?]*"), () -> "shape " + e.shape());
      return;
    }
    assertTrue(!all.isEmpty() && all.size() <= 20 && body.length <= 8192);
    for (Said one : all) {
      assertTrue(one.ageMillis() >= 0 && one.ageMillis() <= 30 * 60 * 1000, () -> "age " + one);
      assertTrue(
          one.words().stream().allMatch(word -> WORD.matcher(word).matches()), one::toString);
      Sign sign = BeaconSign.of(one.path(), Optional.empty(), one.words(), Parts.remembered());
      assertTrue(sign.equals(Sign.parse(sign.text())), sign::text);
      assertTrue(sign.path().length() <= 200, sign::text);
    }
  }
}
