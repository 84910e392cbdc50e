package io.github.senda.storefront.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HarFileTest {

  private static final String IN_PARTS = "multipart/form-data; boundary=----Kit7";

  /** The names in the sign of a form that was recorded so. */
  private static List<String> names(String type, String rest) {
    String har =
        "{'log':{'entries':[{'request':{'method':'POST','url':'https://a.example/form',"
            + "'postData':{'mimeType':'"
            + type
            + "',"
            + rest
            + "},'response':{'status':200}}]}}";
    return HarFile.read(
            new ByteArrayInputStream(har.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
            "a.har")
        .get(0)
        .exchange()
        .sign()
        .parameters();
  }

  private static String part(String disposition, String body) {
    return "------Kit7\\r\\nContent-Disposition: form-data; "
        + disposition
        + "\\r\\n\\r\\n"
        + body
        + "\\r\\n";
  }

  @Test
  void form_hasTheSameNamesHoweverItWasSentAndRecorded() {
    String parameters =
        "'params':[{'name':'email','value':'a@b.example'},{'name':'step','value':'pay'}]}";
    String parts =
        part("name=\\\"email\\\"", "a@b.example")
            + part("name=\\\"step\\\"", "pay")
            + "------Kit7--\\r\\n";

    for (List<String> names :
        List.of(
            names("application/x-www-form-urlencoded", parameters),
            names(
                "application/x-www-form-urlencoded; charset=UTF-8",
                "'text':'email=a%40b.example&step=pay'}"),
            names(IN_PARTS, parameters),
            names(IN_PARTS, "'text':'" + parts + "'}"),
            names("Multipart/Form-Data; boundary=\\\"----Kit7\\\"", "'text':'" + parts + "'}"))) {
      assertEquals(List.of("email", "step=pay"), names);
    }
  }

  @Test
  void file_isNoParameterOfAForm() {
    String parts =
        part("name=\\\"photo\\\"; filename=\\\"me.jpg\\\"", "name=\\\"x\\\"")
            + part("name=\\\"stars\\\"", "5");

    assertEquals(List.of("stars"), names(IN_PARTS, "'text':'" + parts + "'}"));
    assertEquals(
        List.of("stars"),
        names(
            IN_PARTS,
            "'params':[{'name':'photo','fileName':'me.jpg'},{'name':'stars','value':'5'}]}"));
  }

  @Test
  void formThatAFilterDoesNotRead_hasNoNames() {
    assertEquals(List.of(), names("application/json", "'text':'{}','params':[{'name':'a'}]}"));
    assertEquals(
        List.of(), names("application/x-www-form-urlencoded", "'text':'a=1'},'bodySize':65537"));
    assertEquals(
        List.of(),
        names("application/x-www-form-urlencoded", "'text':'a=" + "1".repeat(65_535) + "'}"));
    assertEquals(
        List.of("a"), names("application/x-www-form-urlencoded", "'text':'a=1'},'bodySize':-1"));
    assertEquals(
        List.of("a"), names("application/x-www-form-urlencoded", "'text':'a=1'},'bodySize':null"));
    assertEquals(List.of(), names("multipart/form-data", "'text':'no boundary'}"));
  }
}
