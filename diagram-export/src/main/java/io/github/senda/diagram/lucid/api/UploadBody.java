package io.github.senda.diagram.lucid.api;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** What is sent of an upload: one JSON text, or a form of several parts with the file last. */
final class UploadBody extends RequestBody {

  static final String PRODUCT = "lucidchart";

  private static final int PIECE = 1 << 14;

  private final MediaType type;
  private final byte[] bytes;
  private final LucidProgress progress;

  private UploadBody(MediaType type, byte[] bytes, LucidProgress progress) {
    this.type = type;
    this.bytes = bytes;
    this.progress = progress;
  }

  /** The body of a request that makes a document. */
  static RequestBody of(LucidUpload upload, LucidProgress progress) {
    if (upload.form() == LucidUpload.Form.DOCUMENT) {
      return new UploadBody(MediaType.get("application/json"), json(upload), progress);
    }
    UploadBody file =
        new UploadBody(MediaType.get(upload.form().mediaType()), upload.bytes(), progress);
    // A name that the file's own bytes give: the same upload is the same request.
    MultipartBody.Builder form =
        new MultipartBody.Builder("senda-" + digest(upload.bytes()))
            .setType(MultipartBody.FORM)
            .addFormDataPart("type", upload.form().mediaType())
            .addFormDataPart("product", PRODUCT)
            .addFormDataPart("title", upload.title());
    upload.folder().ifPresent(folder -> form.addFormDataPart("parent", Long.toString(folder)));
    return form.addFormDataPart("file", "senda." + upload.form().extension(), file).build();
  }

  private static byte[] json(LucidUpload upload) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setHtmlSafe(false);
      json.beginObject();
      json.name("title").value(upload.title());
      json.name("product").value(PRODUCT);
      if (upload.folder().isPresent()) {
        json.name("parent").value(upload.folder().getAsLong());
      }
      json.name("content").jsonValue(new String(upload.bytes(), StandardCharsets.UTF_8).strip());
      json.endObject();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public MediaType contentType() {
    return type;
  }

  @Override
  public long contentLength() {
    return bytes.length;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    for (int from = 0; from < bytes.length; from += PIECE) {
      progress.at(LucidProgress.Step.SENDING, from, bytes.length);
      sink.write(bytes, from, Math.min(PIECE, bytes.length - from));
      sink.flush();
    }
    progress.at(LucidProgress.Step.SENDING, bytes.length, bytes.length);
  }
}
