package dev.ringdown.call;

import dev.ringdown.ErrorCode;
import dev.ringdown.RingdownError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a new call is made of, and what an old one answers who would create it again. */
final class Creating {
  private Creating() {}

  static Decision create(CallRequest.Create create, CallRules rules, Instant now) {
    Draft draft = create.draft();
    int size = draft.rings().size() + 1;
    return size > rules.maxMembers()
        ? Decision.tooMany(size + " members", rules.maxMembers())
        : new Decision(
            List.of(new CallEvent.Created(create.caller(), draft, now)),
            Optional.of(Folding.invited(draft, List.of())));
  }

  /** The call id is an idempotency key: the same invitation again is the same call. */
  static Decision again(CallRequest.Create create, CallEvent.Created created) {
    boolean same =
        create.caller().userId().equals(created.caller().userId())
            && asWritten(create.draft()).equals(asWritten(created.draft()));
    return same
        ? Decision.answer(Folding.invited(created.draft(), List.of()))
        : Decision.refuse(
            RingdownError.argument(
                ErrorCode.CALL_EXISTS,
                "callId",
                "belongs to another invitation",
                "a new id, or the same invitation"));
  }

  /** Whether an invitee hears his ring is not the caller's word, and may differ the next time. */
  private static Draft asWritten(Draft draft) {
    List<RingRequest> rings =
        draft.rings().stream().map(r -> new RingRequest(r.user(), r.timeout(), false)).toList();
    return new Draft(
        draft.callId(),
        draft.room(),
        draft.callType(),
        draft.mode(),
        draft.glarePolicy(),
        draft.customData(),
        rings);
  }
}
