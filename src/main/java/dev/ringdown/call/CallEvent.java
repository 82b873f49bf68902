package dev.ringdown.call;

import dev.ringdown.EndReason;
import dev.ringdown.MissedReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a call decided. These are journalled; the state of a call is nothing but their fold. */
public sealed interface CallEvent {
  Instant at();

  /** The invitation is durable; its callees ring. */
  record Created(Origin caller, Draft draft, Instant at) implements CallEvent {}

  /**
   * A member invited more users.
   *
   * @param refused whom he named too, but who rang already or was in the call
   */
  record InviteesAdded(Origin inviter, List<RingRequest> rings, List<String> refused, Instant at)
      implements CallEvent {
    public InviteesAdded {
      rings = List.copyOf(rings);
      refused = List.copyOf(refused);
    }
  }

  /**
   * @param merged the invitee's own call to this caller, which goes on as this one
   */
  record Accepted(Origin by, String customData, Optional<String> merged, Instant at)
      implements CallEvent {}

  record Declined(Origin by, String customData, Instant at) implements CallEvent {}

  /** A device answered busy. */
  record AnsweredBusy(Origin by, String customData, Instant at) implements CallEvent {}

  /**
   * The engine answered for the invitee.
   *
   * @param reason BUSY, DO_NOT_DISTURB or UNREACHABLE
   */
  record TurnedAway(String userId, MissedReason reason, Instant at) implements CallEvent {}

  record TimedOut(List<String> userIds, Instant at) implements CallEvent {
    public TimedOut {
      userIds = List.copyOf(userIds);
    }
  }

  /**
   * @param by who cancelled; empty when nobody's button did
   * @param notCancelled whom he meant too, but who had accepted
   * @param reason CANCELLED, or why the call is ending while they ring
   */
  record Cancelled(
      List<String> userIds,
      List<String> notCancelled,
      Optional<Origin> by,
      String customData,
      EndReason reason,
      Instant at)
      implements CallEvent {
    public Cancelled {
      userIds = List.copyOf(userIds);
      notCancelled = List.copyOf(notCancelled);
    }
  }

  record Joined(Origin by, Instant at) implements CallEvent {}

  /**
   * @param by the request; empty when the member was lost
   */
  record Quit(String userId, Optional<Origin> by, Instant at) implements CallEvent {}

  /** A back end made a member quit, and says why. */
  record Kicked(String userId, String customData, Instant at) implements CallEvent {}

  /**
   * @param by who ended it for all, if a member did
   * @param into the call that goes on, if this one was merged away
   * @param owesMissedCalls whether some invitee's missed call is still to be recorded
   */
  record Ended(
      EndReason reason,
      Optional<Origin> by,
      Optional<String> into,
      boolean owesMissedCalls,
      Instant at)
      implements CallEvent {}

  /** Every missed call of an ended call is on record. */
  record Settled(Instant at) implements CallEvent {}
}
