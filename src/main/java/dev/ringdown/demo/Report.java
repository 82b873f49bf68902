package dev.ringdown.demo;

import dev.ringdown.demo.Screen.Style;
import java.util.List;

/** Says whether a flow went as it should: per device, what was expected and what came. */
final class Report {
  private final Screen screen;

  Report(Screen screen) {
    this.screen = screen;
  }

  /**
   * Whether every expected callback came, and no other.
   *
   * @param problems what went wrong already while the flow was played
   */
  boolean of(List<Ear> phones, List<String> problems) {
    List<Ear> wrong =
        phones.stream().filter(phone -> !phone.expectation().isMetBy(phone.heard())).toList();
    if (problems.isEmpty() && wrong.isEmpty()) {
      int callbacks = phones.stream().mapToInt(phone -> phone.heard().size()).sum();
      screen.line(
          Style.GOOD,
          "  ok: %d callbacks on %d devices, as expected".formatted(callbacks, phones.size()));
      return true;
    }
    screen.line(Style.BAD, "  FAILED");
    problems.forEach(problem -> screen.line(Style.BAD, "  " + problem));
    wrong.forEach(this::compare);
    return false;
  }

  private void compare(Ear phone) {
    list(phone + " expected until then:", phone.expectation().lines());
    list(phone + " got:", phone.heard());
  }

  private void list(String title, List<Line> lines) {
    screen.line(Style.PLAIN, "  " + title);
    for (Line line : lines) {
      screen.line(Style.PLAIN, "    " + line);
    }
  }
}
