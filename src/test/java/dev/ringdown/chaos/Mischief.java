package dev.ringdown.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What is done to a cluster. */
enum Mischief {
  KILL("killed"),
  ALL_KILLED("all killed"),
  SHORT_PAUSE("paused shortly"),
  LONG_PAUSE("paused until it is removed"),
  PARTITION("cut off from the others"),
  LINKS_BREAK("connections broken"),
  DATABASE_DIES("database killed"),
  DATABASE_HANGS("database paused"),
  DATABASE_CRAWLS("database slow");

  private final String words;

  Mischief(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /**
   * All kinds, or some.
   *
   * @param names with commas in between; empty for all
   */
  static List<Mischief> of(String names) {
    return names.isEmpty()
        ? List.of(values())
        : Arrays.stream(names.split(",")).map(Mischief::valueOf).toList();
  }

  /** Each of these so often, in an order by chance. */
  static List<Mischief> plan(List<Mischief> kinds, int rounds, Random random) {
    List<Mischief> plan = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      List<Mischief> round = new ArrayList<>(kinds);
      Collections.shuffle(round, random);
      plan.addAll(round);
    }
    return plan;
  }
}
