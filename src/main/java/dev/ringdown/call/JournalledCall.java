package dev.ringdown.call;

import java.io.NotSerializableException;
import java.time.Instant;
import java.util.List;

/** A call as its journal tells it, without an actor. */
public final class JournalledCall {
  private JournalledCall() {}

  /**
   * When something has to happen in it: at once, if it still owes missed calls; {@link Instant#MAX}
   * if it is done with.
   *
   * @param events all of them, in order
   */
  public static Instant due(List<CallEvent> events, CallRules rules) {
    CallState state = new CallState.None();
    for (CallEvent event : events) {
      state = state.on(event);
    }
    return state instanceof Over over && !over.settled() ? over.end().at() : state.nextDue(rules);
  }

  /**
   * Whether the journal failed since this version does not know an event: it stays so, and to try
   * soon again would help nobody.
   */
  static boolean isUnreadable(Throwable failure) {
    for (Throwable why = failure; why != null; why = why.getCause()) {
      if (why instanceof NotSerializableException) {
        return true;
      }
    }
    return false;
  }
}
