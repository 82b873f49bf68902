package dev.ringdown.chaos;

import dev.ringdown.session.SessionEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One session from its beginning to its end.
 *
 * @param until when it was closed, or its process died; {@link Instant#MAX} if neither
 */
record SessionHistory(
    String id,
    String user,
    String device,
    String node,
    Instant from,
    Instant until,
    List<Fact.Heard> heard) {

  static List<SessionHistory> of(List<Fact> facts) {
    Map<String, Fact.Connects> begun = new LinkedHashMap<>();
    Map<String, List<Fact.Heard>> heard = new LinkedHashMap<>();
    Map<String, Instant> ends = new LinkedHashMap<>();
    for (Fact fact : facts) {
      if (fact instanceof Fact.Connects connects) {
        begun.put(connects.session(), connects);
      } else if (fact instanceof Fact.Heard what) {
        heard.computeIfAbsent(what.session(), id -> new ArrayList<>()).add(what);
        if (what.event() instanceof SessionEvent.Closed) {
          ends.merge(what.session(), what.at(), SessionHistory::earlier);
        }
      } else if (fact instanceof Fact.Gone) {
        ends.merge(fact.session(), fact.at(), SessionHistory::earlier);
      }
    }
    return begun.values().stream()
        .map(
            c ->
                new SessionHistory(
                    c.session(),
                    c.user(),
                    c.device(),
                    c.node(),
                    c.at(),
                    ends.getOrDefault(c.session(), Instant.MAX),
                    List.copyOf(heard.getOrDefault(c.session(), List.of()))))
        .toList();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  boolean isThere(Instant begin, Instant end) {
    return !from.isAfter(begin) && !until.isBefore(end);
  }

  /** When it was given what it had missed; from then on it is told. Empty if that never came. */
  Optional<Instant> connected() {
    return hears(SessionEvent.Connected.class::isInstance);
  }

  /** When it first heard that; empty if it never did. */
  Optional<Instant> hears(Predicate<SessionEvent> which) {
    return heard.stream().filter(h -> which.test(h.event())).map(Fact.Heard::at).findFirst();
  }

  @Override
  public String toString() {
    return "%s (%s/%s on %s, %s to %s)".formatted(id, user, device, node, from, until);
  }
}
