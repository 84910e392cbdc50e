package io.github.senda.storefront.lucid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LucidSettingsTest {

  @TempDir Path folder;
  private final List<String> complaints = new ArrayList<>();

  private LucidSettings read(Map<String, String> values) {
    return LucidSettings.read(name -> Optional.ofNullable(values.get(name)), complaints);
  }

  private Path file(String content, String rights) throws Exception {
    Path file = Files.writeString(folder.resolve("key"), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    return file;
  }

  @Test
  void settings_areEmptyWhereNothingIsSet() {
    assertEquals(LucidSettings.NONE, read(Map.of()));
    assertEquals(List.of(), complaints);
  }

  @Test
  void key_isReadFromAFileOfItsOwner() throws Exception {
    LucidSettings settings =
        read(Map.of("senda.lucid.key.file", file("CANARY\n", "rw-------").toString()));

    assertEquals("CANARY", settings.key().orElseThrow().reveal());
    assertFalse(settings.toString().contains("CANARY"), settings.toString());
    assertEquals(List.of(), complaints);
  }

  @Test
  void key_thatOthersMayReadIsUsedAndComplainedOf() throws Exception {
    LucidSettings settings =
        read(Map.of("senda.lucid.key.file", file("CANARY", "rw-r--r--").toString()));

    assertTrue(settings.key().isPresent());
    assertEquals(1, complaints.size());
    assertTrue(complaints.get(0).contains("chmod 600"), complaints.get(0));
  }

  @Test
  void whatCannotBeUsed_isComplainedOfWithoutWhatItIs() throws Exception {
    LucidSettings settings =
        read(
            Map.of(
                "senda.lucid.key", "two CANARY words",
                "senda.lucid.client.secret.file", folder.resolve("none").toString(),
                "senda.lucid.folder", "Mi carpeta",
                "senda.lucid.client.id", "an id with blanks",
                "senda.lucid.proxy", "http://lola:CANARY@proxy:3128"));

    assertEquals(LucidSettings.NONE, settings);
    assertEquals(5, complaints.size(), complaints.toString());
    assertFalse(complaints.toString().contains("CANARY"), complaints.toString());
  }

  @Test
  void proxyAndFolder_areRead() {
    LucidSettings settings =
        read(Map.of("senda.lucid.proxy", "proxy.example:3128", "senda.lucid.folder", "42"));

    assertEquals("proxy.example", settings.proxy().orElseThrow().getHostString());
    assertEquals(3128, settings.proxy().orElseThrow().getPort());
    assertEquals(OptionalLong.of(42), settings.folder());
  }
}
