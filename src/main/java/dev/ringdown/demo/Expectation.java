package dev.ringdown.demo;

import java.util.ArrayList;
import java.util.List;

/** What one device is to hear: groups of callbacks, in order; within a group the order is free. */
final class Expectation {
  private final List<List<Line>> groups = new ArrayList<>();

  void then(Line line) {
    groups.add(List.of(line));
  }

  void thenInAnyOrder(List<Line> lines) {
    groups.add(List.copyOf(lines));
  }

  List<Line> lines() {
    return groups.stream().flatMap(List::stream).toList();
  }

  int size() {
    return lines().size();
  }

  /** Whether this is all that was heard, and in order. */
  boolean isMetBy(List<Line> heard) {
    return heard.size() == size() && isBegunBy(heard);
  }

  /** Whether all this was heard, in order, whatever came after it. */
  boolean isBegunBy(List<Line> heard) {
    int from = 0;
    for (List<Line> group : groups) {
      int to = from + group.size();
      if (to > heard.size()) {
        return false;
      }
      List<Line> rest = new ArrayList<>(heard.subList(from, to));
      for (Line line : group) {
        if (!rest.remove(line)) {
          return false;
        }
      }
      from = to;
    }
    return true;
  }
}
