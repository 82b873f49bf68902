package dev.ringdown.session;

import dev.ringdown.GlarePolicy;
import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.MissedCall;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import java.util.List;

/**
 * How a missed call is dialled back: a group call is joined if it still runs, else its caller is
 * rung.
 */
final class DialBack {
  private final MissedCall missed;
  private final SessionRules rules;

  DialBack(MissedCall missed, SessionRules rules) {
    this.missed = missed;
    this.rules = rules;
  }

  Operation first() {
    return missed.callees().size() > 1 ? new Operation.Join(missed.callId()) : ring();
  }

  /** Whether the answer says that there is no call to join any longer. */
  static boolean isOver(Result answer) {
    return answer instanceof Result.Failed failed
        && switch (failed.error().code()) {
          case CALL_ENDED, CALL_MERGED, UNKNOWN_CALL, WRONG_MODE -> true;
          default -> false;
        };
  }

  /** A new call to the caller; it never merges, so that its room is the one that was missed. */
  Operation ring() {
    return new Operation.Invite(
        Invitation.of(missed.callType(), List.of(Invitee.of(missed.caller())))
            .withTimeout(rules.dialBackTimeout())
            .withRoom(missed.room())
            .withCustomData(missed.customData())
            .withGlarePolicy(GlarePolicy.REJECT));
  }
}
