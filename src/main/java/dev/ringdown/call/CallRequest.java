package dev.ringdown.call;

import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import java.util.List;

/** What a call has to decide: everything that may change it, from users and from the engine. */
public sealed interface CallRequest {

  record Create(Origin caller, Draft draft) implements CallRequest {}

  record InviteMore(Origin by, List<RingRequest> rings) implements CallRequest {
    public InviteMore {
      rings = List.copyOf(rings);
    }
  }

  /** Any operation of a user on a running call, except inviting more. */
  record Perform(Origin by, Operation.OnCall operation) implements CallRequest {}

  /** The engine answers for an invitee: BUSY, DO_NOT_DISTURB or UNREACHABLE. */
  record TurnAway(String userId, int ring, MissedReason reason) implements CallRequest {}

  /** The invitee called this call's caller himself: his own call goes on as this one. */
  record Merge(Origin by, String ownCallId) implements CallRequest {}

  /** This call goes on under another id. */
  record MergedInto(String callId) implements CallRequest {}

  /** A member was away for longer than his grace. */
  record Lost(String userId) implements CallRequest {}

  /** The server takes the call back. */
  record Revoke() implements CallRequest {}

  /** A moment has come that {@link CallState#nextDue} named. */
  record Due() implements CallRequest {}
}
