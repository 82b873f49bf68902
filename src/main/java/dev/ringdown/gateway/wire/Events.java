package dev.ringdown.gateway.wire;

import dev.ringdown.gateway.wire.proto.CallEnded;
import dev.ringdown.gateway.wire.proto.CallMerged;
import dev.ringdown.gateway.wire.proto.Connected;
import dev.ringdown.gateway.wire.proto.Event;
import dev.ringdown.gateway.wire.proto.IncomingCallAcceptButtonPressed;
import dev.ringdown.gateway.wire.proto.IncomingCallCanceled;
import dev.ringdown.gateway.wire.proto.IncomingCallDeclineButtonPressed;
import dev.ringdown.gateway.wire.proto.IncomingCallReceived;
import dev.ringdown.gateway.wire.proto.IncomingMissedCallClicked;
import dev.ringdown.gateway.wire.proto.InvitationUserStateChanged;
import dev.ringdown.gateway.wire.proto.OutgoingCallCancelButtonPressed;
import dev.ringdown.gateway.wire.proto.OutgoingCallDeclined;
import dev.ringdown.gateway.wire.proto.OutgoingCallRejectedCauseBusy;
import dev.ringdown.gateway.wire.proto.OutgoingCallSent;
import dev.ringdown.gateway.wire.proto.OutgoingCallTimeout;
import dev.ringdown.gateway.wire.proto.UserState;
import dev.ringdown.session.SessionEvent;
import java.time.Instant;

/** What a session hears. */
final class Events {
  private Events() {}

  static Event event(long number, SessionEvent event, Instant now) {
    Event.Builder wire = Event.newBuilder().setNumber(number);
    if (event instanceof SessionEvent.OfCall ofCall) {
      wire.setCallId(ofCall.callId());
      if (!putIncoming(ofCall, wire, now) && !putOutgoing(ofCall, wire)) {
        putShared(ofCall, wire);
      }
    } else if (event instanceof SessionEvent.Connected connected) {
      wire.setConnected(
          Connected.newBuilder()
              .addAllCalls(Results.calls(connected.calls(), now))
              .setUnreadMissedCalls(connected.unreadMissedCalls()));
    } else if (event instanceof SessionEvent.Error error) {
      wire.setError(Results.error(error.error()));
    } else {
      throw unmapped(event);
    }
    return wire.build();
  }

  private static boolean putIncoming(SessionEvent.OfCall event, Event.Builder wire, Instant now) {
    if (event instanceof SessionEvent.IncomingCallReceived ring) {
      wire.setIncomingCallReceived(ring(ring, now));
    } else if (event instanceof SessionEvent.IncomingCallCanceled canceled) {
      wire.setIncomingCallCanceled(
          IncomingCallCanceled.newBuilder()
              .setCaller(Words.user(canceled.caller()))
              .setCustomData(canceled.customData())
              .setReasonValue(Words.END_REASONS.of(canceled.reason())));
    } else if (event instanceof SessionEvent.IncomingCallTimeout timeout) {
      wire.getIncomingCallTimeoutBuilder().setCaller(Words.user(timeout.caller()));
    } else if (event instanceof SessionEvent.IncomingCallDeclineButtonPressed) {
      wire.setIncomingCallDeclineButtonPressed(
          IncomingCallDeclineButtonPressed.getDefaultInstance());
    } else if (event instanceof SessionEvent.IncomingCallAcceptButtonPressed) {
      wire.setIncomingCallAcceptButtonPressed(IncomingCallAcceptButtonPressed.getDefaultInstance());
    } else if (event instanceof SessionEvent.IncomingMissedCallClicked clicked) {
      wire.setIncomingMissedCallClicked(
          IncomingMissedCallClicked.newBuilder()
              .setCaller(Words.user(clicked.caller()))
              .setCallTypeValue(Words.CALL_TYPES.of(clicked.callType()))
              .addAllCallees(Words.users(clicked.callees()))
              .setCustomData(clicked.customData()));
    } else if (event instanceof SessionEvent.IncomingMissedCallDialBackFailed failed) {
      wire.getIncomingMissedCallDialBackFailedBuilder().setReason(Results.error(failed.reason()));
    } else if (event instanceof SessionEvent.IncomingCallHandledElsewhere elsewhere) {
      wire.getIncomingCallHandledElsewhereBuilder()
          .setOutcomeValue(Words.OUTCOMES.of(elsewhere.outcome()));
    } else {
      return false;
    }
    return true;
  }

  private static IncomingCallReceived ring(SessionEvent.IncomingCallReceived ring, Instant now) {
    return IncomingCallReceived.newBuilder()
        .setCaller(Words.user(ring.caller()))
        .setInviter(Words.user(ring.inviter()))
        .setCallTypeValue(Words.CALL_TYPES.of(ring.callType()))
        .addAllCallees(Words.users(ring.callees()))
        .setCustomData(ring.customData())
        .setRoom(ring.room())
        .setModeValue(Words.MODES.of(ring.mode()))
        .setRing(ring.ring())
        .setDeadline(Words.time(ring.deadline()))
        .setRemaining(Words.remaining(now, ring.deadline()))
        .build();
  }

  private static boolean putOutgoing(SessionEvent.OfCall event, Event.Builder wire) {
    if (event instanceof SessionEvent.OutgoingCallSent sent) {
      wire.setOutgoingCallSent(
          OutgoingCallSent.newBuilder()
              .setCaller(Words.user(sent.caller()))
              .setCallTypeValue(Words.CALL_TYPES.of(sent.callType()))
              .addAllCallees(Words.users(sent.callees()))
              .setCustomData(sent.customData()));
    } else if (event instanceof SessionEvent.OutgoingCallCancelButtonPressed) {
      wire.setOutgoingCallCancelButtonPressed(OutgoingCallCancelButtonPressed.getDefaultInstance());
    } else if (event instanceof SessionEvent.OutgoingCallAccepted accepted) {
      wire.getOutgoingCallAcceptedBuilder().setCallee(Words.user(accepted.callee()));
    } else if (event instanceof SessionEvent.OutgoingCallDeclined declined) {
      wire.setOutgoingCallDeclined(
          OutgoingCallDeclined.newBuilder()
              .setCallee(Words.user(declined.callee()))
              .setCustomData(declined.customData()));
    } else if (event instanceof SessionEvent.OutgoingCallRejectedCauseBusy busy) {
      wire.setOutgoingCallRejectedCauseBusy(
          OutgoingCallRejectedCauseBusy.newBuilder()
              .setCallee(Words.user(busy.callee()))
              .setCustomData(busy.customData()));
    } else if (event instanceof SessionEvent.OutgoingCallTimeout timeout) {
      wire.setOutgoingCallTimeout(
          OutgoingCallTimeout.newBuilder()
              .addAllCallees(Words.users(timeout.callees()))
              .setIsVideoCall(timeout.isVideoCall()));
    } else {
      return false;
    }
    return true;
  }

  private static void putShared(SessionEvent.OfCall event, Event.Builder wire) {
    if (event instanceof SessionEvent.InvitationUserStateChanged changed) {
      wire.setInvitationUserStateChanged(
          InvitationUserStateChanged.newBuilder()
              .addAllUsers(changed.users().stream().map(Events::state).toList()));
    } else if (event instanceof SessionEvent.CallMerged merged) {
      wire.setCallMerged(
          CallMerged.newBuilder().setIntoCallId(merged.intoCallId()).setRoom(merged.room()));
    } else if (event instanceof SessionEvent.CallEnded ended) {
      wire.setCallEnded(
          CallEnded.newBuilder()
              .setReasonValue(Words.END_REASONS.of(ended.reason()))
              .setDuration(Words.duration(ended.duration())));
    } else {
      throw unmapped(event);
    }
  }

  private static UserState state(SessionEvent.UserState state) {
    return UserState.newBuilder()
        .setUser(Words.user(state.user()))
        .setStateValue(Words.MEMBER_STATES.of(state.state()))
        .setCustomData(state.customData())
        .build();
  }

  private static IllegalArgumentException unmapped(SessionEvent event) {
    return new IllegalArgumentException(
        event.getClass().getName() + ": no message (expected: one in client.proto)");
  }
}
