package dev.ringdown.testkit;

import akka.actor.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import dev.ringdown.call.CallCommand;
import dev.ringdown.call.CallEvent;
import java.util.List;

/** Wakes the calls that have not come to their end, as an engine does after a failure. */
final class OpenCalls {
  private final ActorSystem<?> system;
  private final StoredJournal journal;

  OpenCalls(ActorSystem<?> system, StoredJournal journal) {
    this.system = system;
    this.journal = journal;
  }

  void wake() {
    for (String callId : journal.calls()) {
      if (isOpen(journal.call(callId))) {
        Adapter.toClassic(system)
            .actorSelection(Actor.CALLS)
            .tell(new Addressed(callId, new CallCommand.Wake()).envelope(), ActorRef.noSender());
      }
    }
  }

  /** Nothing is due any more, to anybody. */
  private static boolean isOpen(List<CallEvent> events) {
    CallEvent last = events.get(events.size() - 1);
    boolean isOver =
        last instanceof CallEvent.Settled
            || (last instanceof CallEvent.Ended ended && !ended.owesMissedCalls());
    return !isOver;
  }
}
