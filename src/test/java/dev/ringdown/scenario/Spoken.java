package dev.ringdown.scenario;

import dev.ringdown.CallSnapshot;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.CloseReason;
import dev.ringdown.EndReason;
import dev.ringdown.InvitationEvents;
import dev.ringdown.Outcome;
import dev.ringdown.RingdownError;
import dev.ringdown.session.SessionEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes down every callback with every argument, as {@code name[arguments]}. */
final class Spoken implements InvitationEvents {
  final List<String> calls = new ArrayList<>();

  private void add(String name, Object... arguments) {
    calls.add(name + List.of(arguments));
  }

  @Override
  public void onConnected(List<CallSnapshot> live, int unread) {
    add("Connected", live.stream().map(CallSnapshot::callId).toList(), unread);
  }

  @Override
  public void onClosed(CloseReason reason) {
    add("Closed", reason);
  }

  @Override
  public void onError(RingdownError error) {
    add("Error", error.code());
  }

  @Override
  public void onIncomingCallReceived(
      String callId,
      CallUser caller,
      CallType callType,
      List<CallUser> callees,
      String customData,
      Duration remaining) {
    add("IncomingCallReceived", callId, caller, callType, callees, customData, remaining);
  }

  @Override
  public void onIncomingCallCanceled(
      String callId, CallUser caller, String customData, EndReason reason) {
    add("IncomingCallCanceled", callId, caller, customData, reason);
  }

  @Override
  public void onIncomingCallTimeout(String callId, CallUser caller) {
    add("IncomingCallTimeout", callId, caller);
  }

  @Override
  public void onIncomingCallDeclineButtonPressed(String callId) {
    add("IncomingCallDeclineButtonPressed", callId);
  }

  @Override
  public void onIncomingCallAcceptButtonPressed(String callId) {
    add("IncomingCallAcceptButtonPressed", callId);
  }

  @Override
  public void onIncomingCallHandledElsewhere(String callId, Outcome outcome) {
    add("IncomingCallHandledElsewhere", callId, outcome);
  }

  @Override
  public void onOutgoingCallSent(
      String callId,
      CallUser caller,
      CallType callType,
      List<CallUser> callees,
      String customData) {
    add("OutgoingCallSent", callId, caller, callType, callees, customData);
  }

  @Override
  public void onOutgoingCallCancelButtonPressed(String callId) {
    add("OutgoingCallCancelButtonPressed", callId);
  }

  @Override
  public void onOutgoingCallAccepted(String callId, CallUser callee) {
    add("OutgoingCallAccepted", callId, callee);
  }

  @Override
  public void onOutgoingCallDeclined(String callId, CallUser callee, String customData) {
    add("OutgoingCallDeclined", callId, callee, customData);
  }

  @Override
  public void onOutgoingCallRejectedCauseBusy(String callId, CallUser callee, String customData) {
    add("OutgoingCallRejectedCauseBusy", callId, callee, customData);
  }

  @Override
  public void onOutgoingCallTimeout(String callId, List<CallUser> callees, boolean isVideoCall) {
    add("OutgoingCallTimeout", callId, callees, isVideoCall);
  }

  @Override
  public void onCallMerged(String callId, String intoCallId, String room) {
    add("CallMerged", callId, intoCallId, room);
  }

  @Override
  public void onInvitationUserStateChanged(String callId, List<SessionEvent.UserState> users) {
    for (SessionEvent.UserState user : users) {
      add("UserState", callId, user.user(), user.state(), user.customData());
    }
  }

  @Override
  public void onCallEnded(String callId, EndReason reason, Duration duration) {
    add("CallEnded", callId, reason, duration);
  }

  @Override
  public void onIncomingMissedCallClicked(
      String callId,
      CallUser caller,
      CallType callType,
      List<CallUser> callees,
      String customData,
      Runnable defaultAction) {
    add("IncomingMissedCallClicked", callId, caller, callType, callees, customData);
    defaultAction.run();
  }

  @Override
  public void onIncomingMissedCallDialBackFailed(String callId, RingdownError reason) {
    add("IncomingMissedCallDialBackFailed", callId, reason.code());
  }
}
