package dev.ringdown.demo;

import dev.ringdown.Ringdown;
import dev.ringdown.RingdownSetup;
import dev.ringdown.demo.Screen.Style;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Plays flows on an engine of its own; then starts the engine again on the same journal, and lists
 * what is there.
 */
final class Demonstration {
  /** Where so many flows fail, each after a long wait, the others would say nothing new. */
  private static final int ENOUGH = 3;

  private final Screen screen;
  private final Journal journal;
  private final Duration pace;
  private final String run = "%06x".formatted(ThreadLocalRandom.current().nextInt(1 << 24));
  private final CallNames calls = new CallNames(run);
  private final List<Play> plays = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();

  Demonstration(Screen screen, Journal journal, Duration pace) {
    this.screen = screen;
    this.journal = journal;
    this.pace = pace;
  }

  /** Whether everything went as expected. */
  boolean show(List<Flow> flows) {
    screen.line(Style.HEADLINE, "Ringdown: " + count(flows.size()));
    screen.line(Style.PLAIN, "Journal: " + journal + ".");
    screen.line(
        Style.PLAIN,
        "Each row is a callback, as it was raised: second, user/device, callback, arguments.");
    try (Ringdown ringdown = Ringdown.start(journal.config(), RingdownSetup.create())) {
      for (Flow flow : flows) {
        play(flow, ringdown);
        if (failed.size() == ENOUGH) {
          screen.line(Style.BAD, "%d flows failed; the rest is not played.".formatted(ENOUGH));
          break;
        }
      }
    }
    readBack();
    return conclude();
  }

  private void play(Flow flow, Ringdown ringdown) {
    screen.blank();
    screen.line(
        Style.HEADLINE, "%d. %s  [%s]".formatted(plays.size() + 1, flow.headline(), flow.name()));
    Play play = new Play(flow, ringdown, screen, calls, run, pace);
    plays.add(play);
    List<String> problems = play.perform();
    if (!new Report(screen).of(play.phones(), problems)) {
      failed.add(flow.name());
    }
  }

  private void readBack() {
    screen.blank();
    screen.line(
        Style.HEADLINE, "The engine was stopped and started again. What it finds in its journal:");
    List<String> problems = new ArrayList<>();
    try (Ringdown ringdown = Ringdown.start(journal.config(), RingdownSetup.create())) {
      problems.addAll(new Persisted(ringdown, calls, screen).list(plays));
      screen.blank();
      screen.line(
          Style.PLAIN,
          "  In all, %d events of calls and %d of users."
              .formatted(journal.events("call:"), journal.events("user:")));
    } catch (Failure e) {
      problems.add(e.getMessage());
    }
    if (!problems.isEmpty()) {
      problems.forEach(problem -> screen.line(Style.BAD, "  " + problem));
      failed.add("journal");
    }
  }

  private boolean conclude() {
    screen.blank();
    String time = "%.1f s".formatted(screen.elapsed().toMillis() / 1000.0);
    if (failed.isEmpty()) {
      screen.line(Style.GOOD, "%s, all as expected, in %s.".formatted(count(plays.size()), time));
    } else {
      screen.line(Style.BAD, "FAILED: " + String.join(", ", failed) + " (" + time + ")");
    }
    return failed.isEmpty();
  }

  private static String count(int flows) {
    return flows == 1 ? "1 flow" : flows + " flows";
  }

  List<Play> plays() {
    return List.copyOf(plays);
  }
}
