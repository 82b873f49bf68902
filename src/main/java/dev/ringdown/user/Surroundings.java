package dev.ringdown.user;

import dev.ringdown.call.CallCommand;
import dev.ringdown.call.CallRequest;
import dev.ringdown.call.Calls;
import dev.ringdown.call.Origin;
import java.time.Clock;
import java.time.Instant;

/** What every part of a user's actor knows and reaches. */
record Surroundings(String userId, UserRules rules, Clock clock, Calls calls) {

  Instant now() {
    return clock.instant();
  }

  void tell(String callId, CallCommand command) {
    calls.tell(callId, command);
  }

  /** The call decides, and answers nobody. */
  void decide(String callId, CallRequest request) {
    calls.tell(callId, new CallCommand.Tell(request));
  }

  /** The call decides, and answers the session that the origin names. */
  void ask(String callId, Origin origin, CallRequest request) {
    calls.tell(callId, new CallCommand.Ask(origin, request));
  }
}
