package dev.ringdown.call;

import dev.ringdown.ErrorCode;
import java.time.Instant;

/**
 * The rules of a call: what it makes of a request, and how events change it. Free of side effects;
 * time comes in, nothing goes out. A call is {@link None} until it is created, {@link Live} while
 * somebody is in it or rings, and {@link Over} for ever after.
 */
sealed interface CallState permits CallState.None, Live, Over {

  /** Decides a request. Deciding the same request again, after its events, changes nothing. */
  Decision decide(CallRequest request, CallRules rules, Instant now);

  CallState on(CallEvent event);

  /**
   * When to send {@link CallRequest.Due}, if nothing happens before; {@link Instant#MAX}: never.
   */
  default Instant nextDue(CallRules rules) {
    return Instant.MAX;
  }

  /** Never created, or forgotten. */
  record None() implements CallState {
    @Override
    public Decision decide(CallRequest request, CallRules rules, Instant now) {
      if (request instanceof CallRequest.Create create) {
        return Creating.create(create, rules, now);
      }
      return Decision.refuse(ErrorCode.UNKNOWN_CALL, "expected a known call, but there is none");
    }

    @Override
    public CallState on(CallEvent event) {
      if (event instanceof CallEvent.Created created) {
        return Folding.of(created);
      }
      throw new IllegalStateException("expected Created first, but got " + event);
    }
  }
}
