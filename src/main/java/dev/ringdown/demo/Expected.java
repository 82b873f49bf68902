package dev.ringdown.demo;

import static dev.ringdown.demo.Line.quoted;

import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.MemberState;
import dev.ringdown.Outcome;
import java.util.List;

/** The callbacks as the flows write down what they expect. A call is given by its short name. */
final class Expected {
  private Expected() {}

  static Line connected(int calls, int missed) {
    return Line.of("onConnected", "live calls " + calls, "unread missed calls " + missed);
  }

  static Line received(Object call, String caller, String type, List<String> callees, String data) {
    return Line.of("onIncomingCallReceived", call, caller, type, callees, quoted(data));
  }

  static Line canceled(Object call, String caller, EndReason reason, String data) {
    return Line.of("onIncomingCallCanceled", call, caller, reason, quoted(data));
  }

  static Line incomingTimeout(Object call, String caller) {
    return Line.of("onIncomingCallTimeout", call, caller);
  }

  static Line declinePressed(Object call) {
    return Line.of("onIncomingCallDeclineButtonPressed", call);
  }

  static Line acceptPressed(Object call) {
    return Line.of("onIncomingCallAcceptButtonPressed", call);
  }

  static Line handledElsewhere(Object call, Outcome outcome) {
    return Line.of("onIncomingCallHandledElsewhere", call, outcome);
  }

  static Line sent(Object call, String caller, String type, List<String> callees, String data) {
    return Line.of("onOutgoingCallSent", call, caller, type, callees, quoted(data));
  }

  static Line cancelPressed(Object call) {
    return Line.of("onOutgoingCallCancelButtonPressed", call);
  }

  static Line accepted(Object call, String callee) {
    return Line.of("onOutgoingCallAccepted", call, callee);
  }

  static Line declined(Object call, String callee, String data) {
    return Line.of("onOutgoingCallDeclined", call, callee, quoted(data));
  }

  static Line rejectedCauseBusy(Object call, String callee, String data) {
    return Line.of("onOutgoingCallRejectedCauseBusy", call, callee, quoted(data));
  }

  static Line outgoingTimeout(Object call, List<String> callees, String type) {
    return Line.of("onOutgoingCallTimeout", call, callees, type);
  }

  static Line merged(Object call, Object into) {
    return Line.of("onCallMerged", call, "goes on as " + into);
  }

  static Line changed(Object call, String user, MemberState state) {
    return changed(call, user, state, "");
  }

  static Line changed(Object call, String user, MemberState state, String data) {
    return Line.of(
        "onInvitationUserStateChanged", call, (user + " " + state + " " + quoted(data)).strip());
  }

  static Line ended(Object call, EndReason reason) {
    return Line.of("onCallEnded", call, reason);
  }

  static Line missedClicked(
      Object call, String caller, String type, List<String> callees, String data) {
    return Line.of("onIncomingMissedCallClicked", call, caller, type, callees, quoted(data));
  }

  static Line dialBackFailed(Object call, ErrorCode code) {
    return Line.of("onIncomingMissedCallDialBackFailed", call, code);
  }

  static Line error(ErrorCode code) {
    return Line.of("onError", code);
  }

  static Line closed(String reason) {
    return Line.of("onClosed", reason);
  }
}
