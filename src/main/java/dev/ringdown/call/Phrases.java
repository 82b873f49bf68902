package dev.ringdown.call;

import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedReason;
import dev.ringdown.Outcome;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionEvent.UserState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What can be said of one call: each callback with its arguments. */
record Phrases(Live call) {

  // ---- To the one who is invited

  SessionEvent.IncomingCallReceived incoming(Member invitee) {
    Ring ring = invitee.last().orElseThrow();
    Draft draft = draft();
    return new SessionEvent.IncomingCallReceived(
        call.callId(),
        caller(),
        call.member(ring.inviter()).user(),
        draft.callType(),
        callees(),
        draft.customData(),
        draft.room(),
        draft.mode(),
        ring.number(),
        ring.deadline(),
        Duration.between(ring.since(), ring.deadline()));
  }

  SessionEvent cancelled(String customData, EndReason reason) {
    return new SessionEvent.IncomingCallCanceled(call.callId(), caller(), customData, reason);
  }

  SessionEvent incomingTimeout() {
    return new SessionEvent.IncomingCallTimeout(call.callId(), caller());
  }

  SessionEvent acceptPressed() {
    return new SessionEvent.IncomingCallAcceptButtonPressed(call.callId());
  }

  SessionEvent declinePressed() {
    return new SessionEvent.IncomingCallDeclineButtonPressed(call.callId());
  }

  SessionEvent elsewhere(Outcome outcome) {
    return new SessionEvent.IncomingCallHandledElsewhere(call.callId(), outcome);
  }

  MissedCall missed(Member invitee, MissedReason reason, Instant at) {
    Ring ring = invitee.last().orElseThrow();
    Draft draft = draft();
    return new MissedCall(
        0,
        call.callId(),
        ring.number(),
        draft.room(),
        whomToCallBack(invitee, ring),
        draft.callType(),
        callees(),
        draft.customData(),
        ring.since(),
        Duration.between(ring.since(), at),
        reason);
  }

  /** The caller; but who called, left and was invited anew calls back who invited him. */
  private CallUser whomToCallBack(Member invitee, Ring ring) {
    boolean himself = invitee.user().id().equals(call.callerId());
    return himself ? call.member(ring.inviter()).user() : caller();
  }

  // ---- To the one who invites

  SessionEvent sent() {
    return new SessionEvent.OutgoingCallSent(
        call.callId(), caller(), draft().callType(), callees(), draft().customData());
  }

  SessionEvent cancelPressed() {
    return new SessionEvent.OutgoingCallCancelButtonPressed(call.callId());
  }

  SessionEvent accepted(CallUser callee) {
    return new SessionEvent.OutgoingCallAccepted(call.callId(), callee);
  }

  SessionEvent declined(CallUser callee, String customData) {
    return new SessionEvent.OutgoingCallDeclined(call.callId(), callee, customData);
  }

  SessionEvent busy(CallUser callee, String customData) {
    return new SessionEvent.OutgoingCallRejectedCauseBusy(call.callId(), callee, customData);
  }

  SessionEvent outgoingTimeout(List<CallUser> callees) {
    boolean video = draft().callType() == CallType.VIDEO;
    return new SessionEvent.OutgoingCallTimeout(call.callId(), callees, video);
  }

  /** His own call goes on as this one. */
  SessionEvent merged(String ownCallId) {
    return new SessionEvent.CallMerged(ownCallId, call.callId(), draft().room());
  }

  // ---- To everybody

  SessionEvent changed(List<String> userIds) {
    return state(
        userIds.stream()
            .map(call::member)
            .map(m -> new UserState(m.user(), m.state(), m.customData()))
            .toList());
  }

  SessionEvent state(List<UserState> users) {
    return new SessionEvent.InvitationUserStateChanged(call.callId(), users);
  }

  SessionEvent ended(CallEvent.Ended e) {
    Duration duration =
        call.answered().map(since -> Duration.between(since, e.at())).orElse(Duration.ZERO);
    return new SessionEvent.CallEnded(call.callId(), e.reason(), duration);
  }

  // ---- Words

  CallUser caller() {
    return call.created().caller().user();
  }

  private List<CallUser> callees() {
    return call.invitees().stream().map(Member::user).toList();
  }

  private Draft draft() {
    return call.created().draft();
  }
}
