package dev.ringdown.chaos;

import dev.ringdown.call.CallEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that is known of a run: who saw what, what was done to the cluster, and the journal. */
final class Run {
  private final List<Fact> facts;
  private final List<Disturbance> disturbances;
  private final Promises promises;
  private final Map<String, CallHistory> calls = new LinkedHashMap<>();
  private final List<SessionHistory> sessions;
  private final Instant end;

  /**
   * @param journal the events of each call
   * @param end until when all was watched
   */
  Run(
      List<Fact> facts,
      List<Disturbance> disturbances,
      Map<String, List<CallEvent>> journal,
      Promises promises,
      Instant end) {
    this.facts = List.copyOf(facts);
    this.disturbances = List.copyOf(disturbances);
    this.promises = promises;
    this.end = end;
    journal.forEach((id, events) -> calls.put(id, new CallHistory(id, events)));
    sessions = SessionHistory.of(facts);
  }

  List<Fact> facts() {
    return facts;
  }

  List<Disturbance> disturbances() {
    return disturbances;
  }

  Promises promises() {
    return promises;
  }

  Instant end() {
    return end;
  }

  Map<String, CallHistory> calls() {
    return calls;
  }

  /** Nothing, where the journal has no such call. */
  CallHistory call(String callId) {
    return calls.getOrDefault(callId, new CallHistory(callId, List.of()));
  }

  List<SessionHistory> sessions() {
    return sessions;
  }

  List<SessionHistory> sessionsOf(String user) {
    return sessions.stream().filter(session -> session.user().equals(user)).toList();
  }

  SessionHistory session(String id) {
    return sessions.stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
  }

  Instant latest(Instant due, Duration bound) {
    return Promises.latest(due, bound, disturbances);
  }

  /** Whether the session's own process was stopped or cut off at some time in between. */
  boolean isDisturbed(SessionHistory session, Instant begin, Instant until) {
    return disturbances.stream()
        .anyMatch(d -> d.node().equals(session.node()) && d.isWithin(begin, until));
  }
}
