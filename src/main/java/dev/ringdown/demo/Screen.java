package dev.ringdown.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Prints the demonstration in columns, at most {@link #WIDTH} wide. Safe for many threads. */
final class Screen {
  static final int WIDTH = 100;

  /** How a text looks where there is colour; the numbers are ANSI's. */
  enum Style {
    PLAIN(""),
    HEADLINE("1"),
    ACTION("36"),
    FAINT("2"),
    INCOMING("33"),
    OUTGOING("34"),
    GOOD("32"),
    BAD("1;31");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  private static final String ROW = "%7.3f  %-12s %-35s";
  private static final String MARGIN = " ".repeat(9);

  private final PrintStream out;
  private final boolean colour;
  private final long start = System.nanoTime();

  Screen(PrintStream out, boolean colour) {
    this.out = out;
    this.colour = colour;
  }

  /**
   * One callback of one device.
   *
   * @param note for people; it may be empty
   */
  synchronized void callback(String device, Line line, String note) {
    double seconds = elapsed().toNanos() / 1e9;
    row(
        style(line.callback()),
        ROW.formatted(seconds, device, line.callback()),
        note.isEmpty() ? line.arguments() : line.arguments() + " (" + note + ")");
  }

  /** A text that goes on below itself where it is too long. */
  synchronized void row(Style style, String head, String text) {
    List<String> texts = wrapped(text, WIDTH - head.length());
    out.println((styled(style, head) + texts.get(0)).stripTrailing());
    for (String more : texts.subList(1, texts.size())) {
      out.println(" ".repeat(head.length()) + more);
    }
  }

  /** A sentence of the story: what a person does. */
  void action(String text) {
    line(Style.ACTION, MARGIN + text);
  }

  synchronized void line(Style style, String text) {
    out.println(styled(style, text));
  }

  void blank() {
    line(Style.PLAIN, "");
  }

  /** Since the demonstration began. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private String styled(Style style, String text) {
    return colour && !style.code.isEmpty()
        ? "\u001b[" + style.code + "m" + text + "\u001b[0m"
        : text;
  }

  private static Style style(String callback) {
    if (callback.startsWith("onIncoming")) {
      return Style.INCOMING;
    }
    if (callback.startsWith("onOutgoing")) {
      return Style.OUTGOING;
    }
    return callback.equals("onConnected") || callback.equals("onClosed")
        ? Style.FAINT
        : Style.PLAIN;
  }

  /** Broken between words. */
  private static List<String> wrapped(String text, int width) {
    List<String> rows = new ArrayList<>();
    StringBuilder row = new StringBuilder();
    for (String word : text.split(" ")) {
      if (!row.isEmpty() && row.length() + 1 + word.length() > width) {
        rows.add(row.toString());
        row.setLength(0);
      }
      row.append(row.isEmpty() ? "" : " ").append(word);
    }
    rows.add(row.toString());
    return rows;
  }
}
