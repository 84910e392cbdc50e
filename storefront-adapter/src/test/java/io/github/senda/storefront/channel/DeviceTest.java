package io.github.senda.storefront.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceTest {

  private record Line(String kind, String browser, String userAgent) {}

  private static List<Line> lines() throws Exception {
    try (BufferedReader file =
        new BufferedReader(
            new InputStreamReader(
                DeviceTest.class.getResourceAsStream("user-agents.tsv"), StandardCharsets.UTF_8))) {
      return file.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(parts -> new Line(parts[0], parts[1], parts[2]))
          .toList();
    }
  }

  @Test
  void userAgents_ofPeopleAreToldRight() throws Exception {
    List<String> wrong = new ArrayList<>();
    int kinds = 0;
    int browsers = 0;
    for (Line line : lines()) {
      Device device = Device.of(line.userAgent());
      boolean kind = device.kind().equals(line.kind());
      boolean browser = device.browser().equals(line.browser());
      kinds += kind ? 1 : 0;
      browsers += browser ? 1 : 0;
      if (!kind || !browser) {
        wrong.add(device + " but is " + line);
      }
    }
    int all = lines().size();
    String failure =
        kinds
            + " devices and "
            + browsers
            + " browsers of "
            + all
            + ":\n"
            + String.join("\n", wrong);
    assertTrue(all >= 100, failure);
    assertTrue(kinds >= all * 0.99, failure);
    assertTrue(browsers >= all * 0.95, failure);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "phone|app|instagram|Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)"
            + " AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22F76 Instagram 385.0.0.30.76",
        "phone|app|facebook|Mozilla/5.0 (Linux; Android 14; SM-A546B Build/UP1A; wv)"
            + " AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0 Mobile Safari/537.36"
            + " [FB_IAB/FB4A;FBAV/470.0.0.40.83;]",
        "phone|app|messenger|Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X)"
            + " AppleWebKit/605.1.15 Mobile/15E148 [FBAN/MessengerForiOS;FBAV/450.0]",
        "phone|app|tiktok|Mozilla/5.0 (Linux; Android 13; M2101K6G) AppleWebKit/537.36 (KHTML, like"
            + " Gecko) Version/4.0 Chrome/120.0 Mobile Safari/537.36 trill_340004 BytedanceWebview/d8a21c6",
        "phone|app|google|Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) GSA/439.4 Mobile/15E148 Safari/604.1",
        "tv|chrome||Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/108.0.5359.211 Safari/537.36 WebAppManager",
        "tv|other||Mozilla/5.0 (SMART-TV; Linux; Tizen 2.4.0) AppleWebKit/538.1 TV Safari/538.1",
        "other|edge||Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox One) AppleWebKit/537.36"
            + " (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edge/44.18363.8131",
        "tablet|other||Mozilla/5.0 (Linux; Android 9; KFMAWI) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Silk/108.4.6 like Chrome/108.0 Safari/537.36",
        "other|other||curl/8.5.0",
      })
  void device_isWhatItSays(String kind, String browser, String app, String userAgent) {
    assertEquals(new Device(kind, browser, Optional.ofNullable(app)), Device.of(userAgent));
  }

  @Test
  void devices_rememberWhatTheyToldAndNothingElse() throws Exception {
    Devices devices = new Devices();
    for (Line line : lines()) {
      Device device = Device.of(line.userAgent());
      assertEquals(device.attributes(), devices.of(line.userAgent()).attributes());
      assertSame(devices.of(line.userAgent()), devices.of(line.userAgent()));
    }
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      String hostile =
          random
              .ints(random.nextInt(80), 0, 0x3000)
              .collect(
                  StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
              .toString();
      assertEquals(Device.of(hostile).attributes(), devices.of(hostile).attributes(), hostile);
    }
  }
}
