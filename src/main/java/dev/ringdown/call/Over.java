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
      return Creating.again(create, last.created());
    }
    if (request instanceof CallRequest.Perform perform) {
      return perform.operation() instanceof Operation.GetCall
          ? show(perform.by(), now)
          : repeated(perform.by()).orElseGet(() -> late(perform.by(), perform.operation()));
    }
    if (request instanceof CallRequest.InviteMore more) {
      return repeated(more.by()).orElseGet(() -> members(more.by()));
    }
    if (request instanceof CallRequest.Merge merge) {
      return repeated(merge.by()).orElseGet(this::ended);
    }
    if (request instanceof CallRequest.Show) {
      return Decision.answer(new Result.Snapshot(last.snapshot(Optional.of(end), now)));
    }
    return request instanceof CallRequest.FromBackend ? ended() : Decision.NOTHING;
  }

  private Decision show(Origin by, Instant now) {
    return isStranger(by)
        ? Decision.notAMember()
        : Decision.answer(new Result.Snapshot(last.snapshot(Optional.of(end), now)));
  }

  private Optional<Decision> repeated(Origin by) {
    return last.answered(by).map(Decision::answer);
  }

  /** An invitee always has an outcome by now, and gets it; a merged call only points onwards. */
  private Decision late(Origin by, Operation.OnCall operation) {
    if (end.into().isPresent() || operation instanceof Operation.Join) {
      return ended();
    }
    if (Deciding.isAnswer(operation)) {
      return Decision.notOpen(last.member(by.userId()));
    }
    return operation instanceof Operation.Cancel && isStranger(by)
        ? Decision.notTheInviter()
        : members(by);
  }

  private Decision members(Origin by) {
    return isStranger(by) && end.into().isEmpty() ? Decision.notAMember() : ended();
  }

  private boolean isStranger(Origin by) {
    return last.member(by.userId()) == null;
  }

  private Decision ended() {
    return Decision.refuse(end.into().map(RingdownError::merged).orElseGet(this::callEnded));
  }

  private RingdownError callEnded() {
    return RingdownError.of(
        ErrorCode.CALL_ENDED, "expected a live call, but it ended: " + end.reason());
  }

  @Override
  public CallState on(CallEvent event) {
    if (event instanceof CallEvent.Settled) {
      return new Over(last, end, true);
    }
    throw new IllegalStateException("expected nothing after the end, but got " + event);
  }
}
