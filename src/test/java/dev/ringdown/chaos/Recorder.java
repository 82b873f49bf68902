package dev.ringdown.chaos;

import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Takes down what happens. For many threads. */
final class Recorder {
  private final List<Fact> facts = new ArrayList<>();
  private final List<Disturbance> disturbances = new ArrayList<>();
  private final Set<String> users = new TreeSet<>();
  private int sessions;

  /** The name of the new session. */
  synchronized String connects(String user, String device, String node) {
    String session = "s" + ++sessions;
    users.add(user);
    facts.add(new Fact.Connects(Instant.now(), session, user, device, node));
    return session;
  }

  synchronized void heard(Instant at, String session, SessionEvent event) {
    facts.add(new Fact.Heard(at, session, event));
  }

  synchronized void asked(String session, String request, Operation operation) {
    facts.add(new Fact.Asked(Instant.now(), session, request, operation));
  }

  synchronized void answered(String session, String request, Operation operation, Result result) {
    facts.add(new Fact.Answered(Instant.now(), session, request, operation, result));
  }

  synchronized void gone(String session) {
    facts.add(new Fact.Gone(Instant.now(), session));
  }

  synchronized void disturbed(Disturbance disturbance) {
    disturbances.add(disturbance);
  }

  synchronized List<Fact> facts() {
    return List.copyOf(facts);
  }

  synchronized List<Disturbance> disturbances() {
    return List.copyOf(disturbances);
  }

  synchronized Set<String> users() {
    return new TreeSet<>(users);
  }
}
