package dev.ringdown.user;

import dev.ringdown.CallMember;
import dev.ringdown.CallSnapshot;
import dev.ringdown.Operation;
import dev.ringdown.Result;

/**
 * That a user leaves a call. The call answers before it announces: whoever has heard that he hung
 * up is free for the next call at once, though the end itself may still be under way.
 */
final class Departure {
  /** The last request by which he leaves, should the call grant it. */
  private record Asked(String session, String requestId) {}

  private Asked asked;
  private boolean granted;

  void asks(String session, String requestId, Operation operation) {
    if (leaves(operation)) {
      asked = new Asked(session, requestId);
    }
  }

  private static boolean leaves(Operation operation) {
    return operation instanceof Operation.End
        || operation instanceof Operation.Quit
        || operation instanceof Operation.Decline
        || operation instanceof Operation.Busy
        || operation instanceof Operation.Cancel;
  }

  void answered(UserCommand.Answer answer, CallSnapshot call) {
    if (new Asked(answer.session(), answer.requestId()).equals(asked)) {
      granted = grants(answer.result(), call);
    }
  }

  private static boolean grants(Result result, CallSnapshot call) {
    if (result instanceof Result.Cancelled cancelled) {
      return call.answeredAt().isEmpty()
          && call.members().stream()
              .filter(member -> member.state().isOpen())
              .map(CallMember::user)
              .allMatch(user -> cancelled.cancelled().contains(user.id()));
    }
    return !(result instanceof Result.Failed);
  }

  boolean isGranted() {
    return granted;
  }

  /** The call has told how it stands since. */
  void isKnown() {
    granted = false;
  }
}
