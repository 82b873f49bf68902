package dev.ringdown;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The answer to one {@link Operation}. */
public sealed interface Result {

  record Done() implements Result {}

  /**
   * The call is durable, and its callees are about to ring.
   *
   * @param refused callees who are not rung, each with the reason
   */
  record Invited(String callId, String room, Map<String, ErrorCode> refused) implements Result {
    public Invited {
      refused = Map.copyOf(refused);
    }
  }

  /** The user is in the call. */
  record Joined(String callId, String room, Instant at) implements Result {}

  /**
   * @param cancelled who rings no longer
   * @param notCancelled who had accepted before
   */
  record Cancelled(String callId, List<String> cancelled, List<String> notCancelled)
      implements Result {
    public Cancelled {
      cancelled = List.copyOf(cancelled);
      notCancelled = List.copyOf(notCancelled);
    }
  }

  record Snapshot(CallSnapshot call) implements Result {}

  record ActiveCalls(List<CallSnapshot> calls) implements Result {
    public ActiveCalls {
      calls = List.copyOf(calls);
    }
  }

  record Missed(MissedCalls missedCalls) implements Result {}

  record Failed(RingdownError error) implements Result {}
}
