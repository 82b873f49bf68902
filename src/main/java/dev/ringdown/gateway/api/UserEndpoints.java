package dev.ringdown.gateway.api;

import dev.ringdown.Backend;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What a back end asks about users. */
final class UserEndpoints {
  private static final int PAGE = 20;

  private final Backend backend;

  UserEndpoints(Backend backend) {
    this.backend = backend;
  }

  List<Endpoint> all() {
    return List.of(
        Endpoint.get("/users/{userId}/calls", this::calls),
        Endpoint.get("/users/{userId}/missed-calls", this::missedCalls));
  }

  private CompletionStage<Answer> calls(Asked asked) {
    return backend.activeCalls(asked.id()).thenApply(calls -> Answer.ok(Views.Calls.of(calls)));
  }

  private CompletionStage<Answer> missedCalls(Asked asked) {
    return backend
        .missedCalls(asked.id(), asked.number("offset", 0), asked.number("limit", PAGE))
        .thenApply(missed -> Answer.ok(Views.MissedCalls.of(missed)));
  }
}
