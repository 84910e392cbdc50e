package io.github.senda.storefront.cli;

import io.github.senda.storefront.intake.BadInput;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Senda from a terminal. Ends with 0 when it did what was asked, with 2 and a sentence on stderr
 * when it could not, and with 70 when the fault is Senda's.
 */
public final class Main {

  private static final int DONE = 0;
  private static final int REFUSED = 2;
  private static final int DEFECT = 70;

  private Main() {}

  /** Runs one command and ends the process. */
  public static void main(String[] arguments) {
    // The stream below System.out: a PrintStream would swallow a closed pipe and a full disk.
    OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(List.of(arguments), System.in, out, err));
  }

  /** Runs one command; what it says goes to {@code err}, what was asked for to {@code out}. */
  static int run(List<String> arguments, InputStream in, OutputStream out, PrintStream err) {
    try {
      Command.run(arguments, in, out, err);
      flush(out);
      return DONE;
    } catch (BadInput e) {
      err.println("senda: " + oneLine(e.getMessage()));
      return REFUSED;
    } catch (OutOfMemoryError e) {
      err.println(
          "senda: the log needs more memory than there is; give it more: java -Xmx4g -jar ...");
      return REFUSED;
    } catch (Throwable e) {
      StackTraceElement[] trace = e.getStackTrace();
      String place = trace.length == 0 ? "" : " at " + trace[0];
      err.println("senda: this is a defect of Senda: " + oneLine(e.toString()) + place);
      return DEFECT;
    }
  }

  private static void flush(OutputStream out) {
    try {
      out.flush();
    } catch (IOException e) {
      throw Output.failed(e);
    }
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return line.toString();
  }
}
