package dev.ringdown.call;

import dev.ringdown.ErrorCode;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import java.time.Instant;
import java.util.Optional;

/**
 * A call that has ended. It only gives back what was decided.
 *
 * @param last the call as it ended
 * @param settled whether every missed call is on record
 */
record Over(Live last, CallEvent.Ended end, boolean settled) implements CallState {

  @Override
  public Decision decide(CallRequest request, CallRules rules, Instant now) {
    if (request instanceof CallRequest.Create create) {
      return last.createdAgain(create);
    }
    if (request instanceof CallRequest.Perform perform) {
      return perform(perform.by(), perform.operation(), now);
    }
    if (request instanceof CallRequest.InviteMore more) {
      return last.repeated(more.by()).orElseGet(() -> outsideOrEnded(more.by()));
    }
    if (request instanceof CallRequest.Merge || request instanceof CallRequest.Revoke) {
      return ended();
    }
    return Decision.NOTHING;
  }

  private Decision perform(Origin by, Operation.OnCall operation, Instant now) {
    if (operation instanceof Operation.GetCall) {
      return last.member(by.userId()) == null
          ? outsideOrEnded(by)
          : Decision.answer(new Result.Snapshot(last.snapshot(Optional.of(end), now)));
    }
    Optional<Decision> before = last.repeated(by);
    if (before.isPresent()) {
      return before.get();
    }
    if (end.into().isPresent()) {
      return ended();
    }
    if (Live.isAnswer(operation)) {
      return last.notOpen(by.userId());
    }
    if (operation instanceof Operation.Join) {
      return ended();
    }
    if (operation instanceof Operation.Cancel && last.member(by.userId()) == null) {
      return Decision.refuse(ErrorCode.NOT_THE_INVITER, "expected invitees of this user's own");
    }
    return outsideOrEnded(by);
  }

  private Decision outsideOrEnded(Origin by) {
    return last.member(by.userId()) == null
        ? Decision.refuse(ErrorCode.NOT_A_MEMBER, "expected a member of the call")
        : ended();
  }

  private Decision ended() {
    return Decision.refuse(
        end.into()
            .map(RingdownError::merged)
            .orElseGet(
                () ->
                    RingdownError.of(
                        ErrorCode.CALL_ENDED,
                        "expected a live call, but it ended: " + end.reason())));
  }

  @Override
  public CallState on(CallEvent event) {
    if (event instanceof CallEvent.Settled) {
      return new Over(last, end, true);
    }
    throw new IllegalStateException("expected nothing after the end, but got " + event);
  }
}
