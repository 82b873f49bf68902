package dev.ringdown.testkit;

import dev.ringdown.CallUser;
import dev.ringdown.session.SessionEvent;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An event in few words, such as {@code OutgoingCallAccepted(bob)}: the callback's name without its
 * {@code on}, and in brackets what tells it from others. What a test of an order compares.
 */
public final class Words {
  private Words() {}

  /**
   * The words for an event. {@code U(...)} is a change of users' states, {@code
   * HandledElsewhere(...)} an answer on another device.
   */
  public static String of(SessionEvent event) {
    if (event instanceof SessionEvent.InvitationUserStateChanged e) {
      return "U("
          + e.users().stream()
              .map(u -> u.user().id() + " " + u.state())
              .collect(Collectors.joining(", "))
          + ")";
    }
    if (event instanceof SessionEvent.IncomingCallReceived e) {
      return "IncomingCallReceived(" + e.caller().id() + ")";
    }
    if (event instanceof SessionEvent.IncomingCallCanceled e) {
      return "IncomingCallCanceled(" + e.reason() + ")";
    }
    if (event instanceof SessionEvent.IncomingCallHandledElsewhere e) {
      return "HandledElsewhere(" + e.outcome() + ")";
    }
    if (event instanceof SessionEvent.OutgoingCallAccepted e) {
      return "OutgoingCallAccepted(" + e.callee().id() + ")";
    }
    if (event instanceof SessionEvent.OutgoingCallDeclined e) {
      return "OutgoingCallDeclined(" + e.callee().id() + ")";
    }
    if (event instanceof SessionEvent.OutgoingCallRejectedCauseBusy e) {
      return "OutgoingCallRejectedCauseBusy(" + e.callee().id() + ")";
    }
    if (event instanceof SessionEvent.OutgoingCallTimeout e) {
      return "OutgoingCallTimeout(" + ids(e.callees()) + ")";
    }
    if (event instanceof SessionEvent.CallMerged e) {
      return "CallMerged(" + e.callId() + " into " + e.intoCallId() + ")";
    }
    if (event instanceof SessionEvent.CallEnded e) {
      return "CallEnded(" + e.reason() + ")";
    }
    if (event instanceof SessionEvent.IncomingMissedCallDialBackFailed e) {
      return "IncomingMissedCallDialBackFailed(" + e.reason().code() + ")";
    }
    if (event instanceof SessionEvent.Error e) {
      return "Error(" + e.error().code() + ")";
    }
    if (event instanceof SessionEvent.Closed e) {
      return "Closed(" + e.reason() + ")";
    }
    return event.getClass().getSimpleName();
  }

  private static String ids(List<CallUser> users) {
    return users.stream().map(CallUser::id).collect(Collectors.joining(", "));
  }
}
