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

  static Decision answer(Result answer) {
    return new Decision(List.of(), Optional.of(answer));
  }

  static Decision refuse(RingdownError error) {
    return answer(new Result.Failed(error));
  }

  static Decision refuse(ErrorCode code, String message) {
    return refuse(RingdownError.of(code, message));
  }
}
