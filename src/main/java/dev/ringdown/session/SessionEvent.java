package dev.ringdown.session;

import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.CloseReason;
import dev.ringdown.EndReason;
import dev.ringdown.MemberState;
import dev.ringdown.Outcome;
import dev.ringdown.RingdownError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a session hears: one record for each callback, under the callback's name without its {@code
 * on}. Each is raised exactly once per session that is entitled to it.
 */
public sealed interface SessionEvent {

  /** An event of one call. */
  sealed interface OfCall extends SessionEvent {
    String callId();
  }

  /** The first event of every session: the user's live calls and unread missed calls. */
  record Connected(String sessionId, List<CallSnapshot> calls, int unreadMissedCalls)
      implements SessionEvent {
    public Connected {
      calls = List.copyOf(calls);
    }
  }

  /**
   * @param inviter who invited: the caller, or a member who invited during the call
   * @param callees everybody who was invited, this user included
   * @param ring which ring of this user in this call it is, from 1
   * @param remaining how long it still rings, seen from when it was raised
   */
  record IncomingCallReceived(
      String callId,
      CallUser caller,
      CallUser inviter,
      CallType callType,
      List<CallUser> callees,
      String customData,
      String room,
      CallMode mode,
      int ring,
      Instant deadline,
      Duration remaining)
      implements OfCall {
    public IncomingCallReceived {
      callees = List.copyOf(callees);
    }

    public IncomingCallReceived at(Instant now) {
      Duration left = Duration.between(now, deadline);
      return new IncomingCallReceived(
          callId,
          caller,
          inviter,
          callType,
          callees,
          customData,
          room,
          mode,
          ring,
          deadline,
          left.isNegative() ? Duration.ZERO : left);
    }
  }

  /**
   * @param reason CANCELLED by the inviter, CALLER_LOST, or why the call ended while this user rang
   */
  record IncomingCallCanceled(String callId, CallUser caller, String customData, EndReason reason)
      implements OfCall {}

  record IncomingCallTimeout(String callId, CallUser caller) implements OfCall {}

  record IncomingCallDeclineButtonPressed(String callId) implements OfCall {}

  record IncomingCallAcceptButtonPressed(String callId) implements OfCall {}

  record OutgoingCallSent(
      String callId, CallUser caller, CallType callType, List<CallUser> callees, String customData)
      implements OfCall {
    public OutgoingCallSent {
      callees = List.copyOf(callees);
    }
  }

  record OutgoingCallCancelButtonPressed(String callId) implements OfCall {}

  record OutgoingCallAccepted(String callId, CallUser callee) implements OfCall {}

  record OutgoingCallDeclined(String callId, CallUser callee, String customData)
      implements OfCall {}

  record OutgoingCallRejectedCauseBusy(String callId, CallUser callee, String customData)
      implements OfCall {}

  record OutgoingCallTimeout(String callId, List<CallUser> callees, boolean isVideoCall)
      implements OfCall {
    public OutgoingCallTimeout {
      callees = List.copyOf(callees);
    }
  }

  record InvitationUserStateChanged(String callId, List<UserState> users) implements OfCall {
    public InvitationUserStateChanged {
      users = List.copyOf(users);
    }
  }

  /**
   * @param customData what the user attached to what he did; empty if nothing
   */
  record UserState(CallUser user, MemberState state, String customData) {}

  record IncomingMissedCallClicked(
      String callId, CallUser caller, CallType callType, List<CallUser> callees, String customData)
      implements OfCall {
    public IncomingMissedCallClicked {
      callees = List.copyOf(callees);
    }
  }

  record IncomingMissedCallDialBackFailed(String callId, RingdownError reason) implements OfCall {}

  record CallMerged(String callId, String intoCallId, String room) implements OfCall {}

  record IncomingCallHandledElsewhere(String callId, Outcome outcome) implements OfCall {}

  /**
   * @param duration from the first accept to the end; zero if nobody accepted
   */
  record CallEnded(String callId, EndReason reason, Duration duration) implements OfCall {}

  @SuppressWarnings("JavaLangClash") // always written SessionEvent.Error
  record Error(RingdownError error) implements SessionEvent {}

  /** The last event of every session. */
  record Closed(CloseReason reason) implements SessionEvent {}
}
