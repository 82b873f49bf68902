package dev.ringdown.demo;

import java.util.Arrays;
import java.util.stream.Collectors;

/** One callback in the demonstration's words: its name, and its arguments as they are printed. */
record Line(String callback, String arguments) {

  /** Empty arguments are left out. */
  static Line of(String callback, Object... arguments) {
    return new Line(
        callback,
        Arrays.stream(arguments)
            .map(Object::toString)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", ")));
  }

  static String quoted(String customData) {
    return customData.isEmpty() ? "" : '"' + customData + '"';
  }

  @Override
  public String toString() {
    return callback + "  " + arguments;
  }
}
