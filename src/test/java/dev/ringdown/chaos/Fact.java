package dev.ringdown.chaos;

import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import java.time.Instant;

/** Something that took place in a run, as it can be seen from outside the engine. */
sealed interface Fact {
  Instant at();

  String session();

  /** A device asks a node for a session. */
  record Connects(Instant at, String session, String user, String device, String node)
      implements Fact {}

  /** A callback. */
  record Heard(Instant at, String session, SessionEvent event) implements Fact {}

  record Asked(Instant at, String session, String request, Operation operation) implements Fact {}

  record Answered(Instant at, String session, String request, Operation operation, Result result)
      implements Fact {}

  /** The device closed its session, or the session's process died. */
  record Gone(Instant at, String session) implements Fact {}
}
