package dev.ringdown.call;

import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import java.util.List;
import java.util.Set;

/** What a call has to decide: everything that may change it, from users and from the engine. */
public sealed interface CallRequest {

  /** What a back end asks, too, or alone; each is answered. */
  sealed interface FromBackend extends CallRequest {}

  record Create(Origin caller, Draft draft) implements FromBackend {}

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

  /**
   * A back end takes invitations back that still ring, whoever made them.
   *
   * @param invitees whom; empty for all
   */
  record TakeBack(Set<String> invitees, String customData) implements FromBackend {
    public TakeBack {
      invitees = Set.copyOf(invitees);
    }
  }

  /** A back end ends the call for all. */
  record Finish() implements FromBackend {}

  /** A back end makes a member quit. */
  record Kick(String userId, String customData) implements FromBackend {}

  /** A back end takes the call back, wherever it stands. */
  record Revoke() implements FromBackend {}

  /** A back end looks at the call. */
  record Show() implements FromBackend {}

  /** A moment has come that {@link CallState#nextDue} named. */
  record Due() implements CallRequest {}
}
