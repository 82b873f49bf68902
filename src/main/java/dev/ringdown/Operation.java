package dev.ringdown;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a user can do through a session. Each is answered with one {@link Result}, and
 * repeating one with the same request id gives the same answer and no second effect.
 */
public sealed interface Operation {

  /** An operation on one call. */
  sealed interface OnCall extends Operation {
    String callId();
  }

  /** Creates a call and rings its callees. Answered with {@link Result.Invited}. */
  record Invite(Invitation invitation) implements Operation {
    public Invite {
      Objects.requireNonNull(invitation, "invitation");
    }
  }

  /** Rings more users in a running ADVANCED call. Answered with {@link Result.Invited}. */
  record InviteMore(String callId, List<Invitee> callees, Optional<Duration> timeout)
      implements OnCall {
    public InviteMore {
      callees = List.copyOf(callees);
      Objects.requireNonNull(timeout, "timeout");
    }
  }

  /** The device shows the ring. Answered with {@link Result.Done}. */
  record Received(String callId) implements OnCall {}

  /** Answered with {@link Result.Joined}. */
  record Accept(String callId, String customData) implements OnCall {}

  /** For the user, on all his sessions. Answered with {@link Result.Done}. */
  record Decline(String callId, String customData) implements OnCall {}

  /** As decline, but the inviter hears that the user is busy. Answered with {@link Result.Done}. */
  record Busy(String callId, String customData) implements OnCall {}

  /** Silences the ring on this session only. Answered with {@link Result.Done}. */
  record Ignore(String callId) implements OnCall {}

  /**
   * Takes back the invitations that this user made and that still ring.
   *
   * @param invitees whom; empty for all
   */
  record Cancel(String callId, Set<String> invitees, String customData) implements OnCall {
    public Cancel {
      invitees = Set.copyOf(invitees);
    }
  }

  /** Enters a running ADVANCED call without a ring. Answered with {@link Result.Joined}. */
  record Join(String callId) implements OnCall {}

  /** Answered with {@link Result.Done}. */
  record Quit(String callId) implements OnCall {}

  /** Ends the call for all. Answered with {@link Result.Done}. */
  record End(String callId) implements OnCall {}

  /** Answered with {@link Result.Snapshot}. */
  record GetCall(String callId) implements OnCall {}

  /** The calls that engage this user. Answered with {@link Result.ActiveCalls}. */
  record ActiveCalls() implements Operation {}

  /**
   * One page of the missed calls, newest first. Answered with {@link Result.Missed}.
   *
   * @param offset how many newer ones to skip
   * @param limit at most so many; fewer, if they are too large for one answer
   */
  record ListMissedCalls(int offset, int limit) implements Operation {}

  /** Moves the seen mark up to this number, never back. Answered with {@link Result.Done}. */
  record MissedCallsSeen(long upTo) implements Operation {}

  /** The user clicked a missed call. Answered with {@link Result.Done}; raises the callback. */
  record MissedCallClicked(String callId) implements Operation {}

  /** Calls a missed call's caller, or joins it. Answered with Invited or Joined. */
  record DialBack(String callId) implements Operation {}
}
