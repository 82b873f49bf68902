package dev.ringdown.demo;

import static dev.ringdown.demo.Line.quoted;

import dev.ringdown.CallSnapshot;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.CloseReason;
import dev.ringdown.EndReason;
import dev.ringdown.InvitationEvents;
import dev.ringdown.Outcome;
import dev.ringdown.RingdownError;
import dev.ringdown.session.SessionEvent.UserState;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The callbacks of one device, put into words. What differs from run to run goes into the note. */
final class Recorder implements InvitationEvents {
  private static final String NO_NOTE = "";

  private final Function<String, CallName> calls;
  private final BiConsumer<Line, String> heard;

  /**
   * @param heard takes each callback, and a note for people that is not compared
   */
  Recorder(Function<String, CallName> calls, BiConsumer<Line, String> heard) {
    this.calls = calls;
    this.heard = heard;
  }

  @Override
  public void onConnected(List<CallSnapshot> live, int unread) {
    hear(NO_NOTE, "onConnected", "live calls " + live.size(), "unread missed calls " + unread);
  }

  @Override
  public void onClosed(CloseReason reason) {
    hear(NO_NOTE, "onClosed", reason);
  }

  @Override
  public void onError(RingdownError error) {
    hear(error.message(), "onError", error.code());
  }

  @Override
  public void onIncomingCallReceived(
      String callId,
      CallUser caller,
      CallType type,
      List<CallUser> callees,
      String customData,
      Duration remaining) {
    hear(
        "%.0f s left".formatted(remaining.toMillis() / 1000.0),
        "onIncomingCallReceived",
        call(callId),
        caller.name(),
        type,
        names(callees),
        quoted(customData));
  }

  @Override
  public void onIncomingCallCanceled(
      String callId, CallUser caller, String customData, EndReason reason) {
    String data = quoted(customData);
    hear(NO_NOTE, "onIncomingCallCanceled", call(callId), caller.name(), reason, data);
  }

  @Override
  public void onIncomingCallTimeout(String callId, CallUser caller) {
    hear(NO_NOTE, "onIncomingCallTimeout", call(callId), caller.name());
  }

  @Override
  public void onIncomingCallDeclineButtonPressed(String callId) {
    hear(NO_NOTE, "onIncomingCallDeclineButtonPressed", call(callId));
  }

  @Override
  public void onIncomingCallAcceptButtonPressed(String callId) {
    hear(NO_NOTE, "onIncomingCallAcceptButtonPressed", call(callId));
  }

  @Override
  public void onIncomingCallHandledElsewhere(String callId, Outcome outcome) {
    hear(NO_NOTE, "onIncomingCallHandledElsewhere", call(callId), outcome);
  }

  @Override
  public void onOutgoingCallSent(
      String callId, CallUser caller, CallType type, List<CallUser> callees, String customData) {
    String data = quoted(customData);
    hear(NO_NOTE, "onOutgoingCallSent", call(callId), caller.name(), type, names(callees), data);
  }

  @Override
  public void onOutgoingCallCancelButtonPressed(String callId) {
    hear(NO_NOTE, "onOutgoingCallCancelButtonPressed", call(callId));
  }

  @Override
  public void onOutgoingCallAccepted(String callId, CallUser callee) {
    hear(NO_NOTE, "onOutgoingCallAccepted", call(callId), callee.name());
  }

  @Override
  public void onOutgoingCallDeclined(String callId, CallUser callee, String customData) {
    String data = quoted(customData);
    hear(NO_NOTE, "onOutgoingCallDeclined", call(callId), callee.name(), data);
  }

  @Override
  public void onOutgoingCallRejectedCauseBusy(String callId, CallUser callee, String customData) {
    String data = quoted(customData);
    hear(NO_NOTE, "onOutgoingCallRejectedCauseBusy", call(callId), callee.name(), data);
  }

  @Override
  public void onOutgoingCallTimeout(String callId, List<CallUser> callees, boolean isVideoCall) {
    CallType type = isVideoCall ? CallType.VIDEO : CallType.VOICE;
    hear(NO_NOTE, "onOutgoingCallTimeout", call(callId), names(callees), type);
  }

  @Override
  public void onCallMerged(String callId, String intoCallId, String room) {
    hear(NO_NOTE, "onCallMerged", call(callId), "goes on as " + call(intoCallId));
  }

  @Override
  public void onInvitationUserStateChanged(String callId, List<UserState> users) {
    hear(
        NO_NOTE,
        "onInvitationUserStateChanged",
        call(callId),
        users.stream().map(Recorder::state).collect(Collectors.joining("; ")));
  }

  private static String state(UserState user) {
    return (user.user().name() + " " + user.state() + " " + quoted(user.customData())).strip();
  }

  @Override
  public void onCallEnded(String callId, EndReason reason, Duration duration) {
    String note = duration.isZero() ? NO_NOTE : "after %d ms".formatted(duration.toMillis());
    hear(note, "onCallEnded", call(callId), reason);
  }

  @Override
  public void onIncomingMissedCallClicked(
      String callId,
      CallUser caller,
      CallType type,
      List<CallUser> callees,
      String customData,
      Runnable defaultAction) {
    hear(
        "dials back",
        "onIncomingMissedCallClicked",
        call(callId),
        caller.name(),
        type,
        names(callees),
        quoted(customData));
    defaultAction.run();
  }

  @Override
  public void onIncomingMissedCallDialBackFailed(String callId, RingdownError reason) {
    hear(NO_NOTE, "onIncomingMissedCallDialBackFailed", call(callId), reason.code());
  }

  private void hear(String note, String callback, Object... arguments) {
    heard.accept(Line.of(callback, arguments), note);
  }

  private String call(String callId) {
    return calls.apply(callId).name();
  }

  private static List<String> names(List<CallUser> users) {
    return users.stream().map(CallUser::name).toList();
  }
}
