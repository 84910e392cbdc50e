package io.github.senda.diagram;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A picture of a drawing as a PNG that is no larger than it has to be. */
final class SmallPicture {

  private static final int COLOURS = 48;
  private static final int ALIKE = 300;
  private static final int WIDEST = 1_800;
  private static final double SMALLER = 0.9;

  private SmallPicture() {}

  /** Without its empty edges, in the colours that there are most of, smaller until it is enough. */
  static byte[] of(BufferedImage picture, int mostBytes) throws IOException {
    BufferedImage trimmed = trimmed(picture);
    double scale = Math.min(1, (double) WIDEST / trimmed.getWidth());
    byte[] png = png(scaled(trimmed, scale));
    while (png.length > mostBytes) {
      scale *= SMALLER;
      png = png(scaled(trimmed, scale));
    }
    return png;
  }

  private static BufferedImage trimmed(BufferedImage picture) {
    int empty = picture.getRGB(picture.getWidth() - 1, picture.getHeight() - 1);
    int right = 1;
    int bottom = 1;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        if (picture.getRGB(x, y) != empty) {
          right = Math.max(right, x + 1);
          bottom = y + 1;
        }
      }
    }
    return picture.getSubimage(
        0, 0, Math.min(picture.getWidth(), right + 12), Math.min(picture.getHeight(), bottom + 12));
  }

  private static BufferedImage scaled(BufferedImage picture, double scale) {
    int width = (int) Math.round(picture.getWidth() * scale);
    int height = (int) Math.round(picture.getHeight() * scale);
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
    graphics.drawImage(picture, 0, 0, width, height, java.awt.Color.WHITE, null);
    graphics.dispose();
    return scaled;
  }

  private static byte[] png(BufferedImage picture) throws IOException {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        counts.merge(picture.getRGB(x, y) & 0xffffff, 1, Integer::sum);
      }
    }
    List<Integer> commonest =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .toList();
    // Shades of one colour would else leave no room for the colour of a thin line.
    List<Integer> palette = new ArrayList<>();
    for (int i = 0; i < commonest.size() && palette.size() < COLOURS; i++) {
      int colour = commonest.get(i);
      if (palette.stream().allMatch(taken -> distance(taken, colour) > ALIKE)) {
        palette.add(colour);
      }
    }
    int[] colours = palette.stream().mapToInt(Integer::intValue).toArray();
    IndexColorModel model = new IndexColorModel(8, colours.length, colours, 0, false, -1, 0);
    BufferedImage few =
        new BufferedImage(
            picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
    Map<Integer, Integer> nearest = new HashMap<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int number =
            nearest.computeIfAbsent(
                picture.getRGB(x, y) & 0xffffff, colour -> nearest(colours, colour));
        few.getRaster().setSample(x, y, 0, number);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(few, "png", out);
    return out.toByteArray();
  }

  private static int distance(int one, int other) {
    int distance = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int part = ((one >> shift) & 0xff) - ((other >> shift) & 0xff);
      distance += part * part;
    }
    return distance;
  }

  private static int nearest(int[] colours, int colour) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < colours.length; i++) {
      int distance = distance(colours[i], colour);
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }
}
