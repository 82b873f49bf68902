package dev.ringdown.call;

import dev.ringdown.ErrorCode;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import java.util.List;
import java.util.Optional;

/**
 * What a call makes of a request.
 *
 * @param events what changes; empty for a refusal, a repetition or a question
 * @param answer what the requester hears; empty where nobody waits
 */
record Decision(List<CallEvent> events, Optional<Result> answer) {
  static final Decision NOTHING = new Decision(List.of(), Optional.empty());

  Decision answered(Result answer) {
    return new Decision(events, Optional.of(answer));
  }

  static Decision answer(Result answer) {
    return new Decision(List.of(), Optional.of(answer));
  }

  static Decision refuse(RingdownError error) {
    return answer(new Result.Failed(error));
  }

  static Decision refuse(ErrorCode code, String message) {
    return refuse(RingdownError.of(code, message));
  }

  /**
   * Why this member has nothing to answer: the sealed outcome, if he was ever invited.
   *
   * @param member null for a stranger
   */
  static Decision notOpen(Member member) {
    return Optional.ofNullable(member)
        .flatMap(Member::last)
        .flatMap(Ring::verdict)
        .map(v -> refuse(RingdownError.alreadyAnswered(v.outcome(), v.at(), v.session())))
        .orElseGet(() -> refuse(ErrorCode.NOT_INVITED, "expected an invitee of the call"));
  }

  static Decision notAMember() {
    return refuse(ErrorCode.NOT_A_MEMBER, "expected a member who is in the call");
  }

  static Decision notTheInviter() {
    return refuse(ErrorCode.NOT_THE_INVITER, "expected invitees of this user's own");
  }

  static Decision wrongMode() {
    return refuse(ErrorCode.WRONG_MODE, "expected an ADVANCED call, but it is GENERAL");
  }

  static Decision tooMany(String problem, int most) {
    return refuse(
        RingdownError.argument(
            ErrorCode.TOO_MANY_MEMBERS, "callees", "would make " + problem, "at most " + most));
  }
}
