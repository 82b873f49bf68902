package dev.ringdown.testkit;

import dev.ringdown.call.CallEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What happened on an engine, for a person who wants to know why a test failed. */
final class Story {
  /** A call, by the number that it has in this story. */
  private record Told(int number, String id, List<CallEvent> events) {}

  private static final int LAST_FAULTS = 50;

  private final StringBuilder text = new StringBuilder();
  private final List<Told> calls = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  private Story(StoredJournal journal) {
    Map<String, List<CallEvent>> events = new HashMap<>();
    journal.calls().forEach(id -> events.put(id, journal.call(id)));
    Comparator<String> byBegin = Comparator.comparing(id -> begin(events.get(id)));
    for (String id : events.keySet().stream().sorted(byBegin.thenComparing(id -> id)).toList()) {
      calls.add(new Told(calls.size() + 1, id, events.get(id)));
      numbers.put(id, calls.size());
    }
  }

  private static Instant begin(List<CallEvent> events) {
    return events.get(0).at();
  }

  static String of(TestEngine engine) {
    Story story = new Story(engine.stored());
    story.line("What every device did (>) and heard, until " + Moment.of(engine.now()));
    engine.devices().forEach(story::device);
    story.calls.forEach(story::call);
    story.faults(engine.faults());
    return story.text.toString();
  }

  private void device(Device device) {
    line("");
    line(device.toString());
    for (Diary.Entry entry : device.diary().entries()) {
      line(
          "  %s  %s %s%s"
              .formatted(
                  Moment.of(entry.at()),
                  entry.isHeard() ? " " : ">",
                  entry.text(),
                  entry.callId().map(this::whichCall).orElse("")));
    }
  }

  /** Said only where there is more than one. */
  private String whichCall(String callId) {
    if (numbers.size() < 2) {
      return "";
    }
    Integer number = numbers.get(callId);
    return "  (call " + (number == null ? callId : number) + ")";
  }

  private void call(Told call) {
    line("");
    line("call " + call.number() + ", " + call.id());
    History.lines(call.events()).forEach(event -> line("  " + event));
  }

  private void faults(Faults faults) {
    List<String> done = faults.done();
    String howToRepeat = faults.howToRepeat();
    if (done.isEmpty() && howToRepeat.isEmpty()) {
      return;
    }
    line("");
    line("faults" + (howToRepeat.isEmpty() ? "" : ": " + howToRepeat));
    int left = Math.max(0, done.size() - LAST_FAULTS);
    if (left > 0) {
      line("  ... " + left + " before that");
    }
    done.subList(left, done.size()).forEach(fault -> line("  " + fault));
  }

  private void line(String line) {
    text.append(line.stripTrailing()).append('\n');
  }

  /** What was expected of a device and what it heard, side by side where they differ. */
  static String difference(Device device, List<String> expected, List<String> heard) {
    int same = 0;
    while (same < Math.min(expected.size(), heard.size())
        && expected.get(same).equals(heard.get(same))) {
      same++;
    }
    StringBuilder said = new StringBuilder("expected ").append(device).append(" to hear\n");
    list(said, expected, same);
    said.append("but it heard\n");
    list(said, heard, same);
    return said.toString().stripTrailing();
  }

  private static void list(StringBuilder said, List<String> events, int same) {
    if (events.isEmpty()) {
      said.append("      nothing\n");
    }
    for (int i = 0; i < events.size(); i++) {
      said.append(i < same ? "      " : "  --> ").append(events.get(i)).append('\n');
    }
  }
}
