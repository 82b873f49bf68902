package dev.ringdown.gateway.api;

import dev.ringdown.Backend;
import dev.ringdown.ErrorCode;
import dev.ringdown.Result;
import dev.ringdown.RingdownException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** What a back end does to calls. */
final class CallEndpoints {
  private static final String CALL = "/calls/{callId}";

  private final Backend backend;

  CallEndpoints(Backend backend) {
    this.backend = backend;
  }

  List<Endpoint> all() {
    return List.of(
        Endpoint.post("/calls", this::create),
        Endpoint.get(CALL, this::show),
        Endpoint.get(CALL + "/timeline", this::timeline),
        Endpoint.post(CALL + "/cancel", this::cancel),
        Endpoint.post(CALL + "/end", this::end),
        Endpoint.post(CALL + "/kick", this::kick),
        Endpoint.post(CALL + "/revoke", this::revoke));
  }

  private CompletionStage<Answer> create(Asked asked) {
    Bodies.NewCall body = asked.body(Bodies.NewCall.class);
    Optional<String> callId =
        IdempotencyKey.callId(asked.idempotencyKey(), Optional.ofNullable(body.callId()));
    return backend
        .invite(body.toCaller(), body.toInvitation(callId))
        .handle(
            (invited, failure) -> {
              if (failure != null) {
                throw callId.isPresent() ? otherBody(failure) : new CompletionException(failure);
              }
              return Answer.created(Views.Invited.of(invited), location(invited));
            });
  }

  private static String location(Result.Invited invited) {
    String id = URLEncoder.encode(invited.callId(), StandardCharsets.UTF_8).replace("+", "%20");
    return "/v1/calls/" + id;
  }

  /** The same key again is for the same body. */
  private static RuntimeException otherBody(Throwable failure) {
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    if (cause instanceof RingdownException e && e.code() == ErrorCode.CALL_EXISTS) {
      return new CompletionException(Problem.keyUsed(e.error()).toException());
    }
    return new CompletionException(cause);
  }

  private CompletionStage<Answer> show(Asked asked) {
    return backend.call(asked.id()).thenApply(call -> Answer.ok(Views.Call.of(call)));
  }

  private CompletionStage<Answer> timeline(Asked asked) {
    return backend.timeline(asked.id()).thenApply(steps -> Answer.ok(Views.Timeline.of(steps)));
  }

  private CompletionStage<Answer> cancel(Asked asked) {
    Bodies.Cancel body = asked.body(Bodies.Cancel.class);
    return backend
        .cancel(asked.id(), body.toInvitees(), body.toCustomData())
        .thenApply(result -> Answer.ok(Views.Cancelled.of(result)));
  }

  private CompletionStage<Answer> kick(Asked asked) {
    Bodies.Kick body = asked.body(Bodies.Kick.class);
    return backend
        .kick(asked.id(), body.toUserId(), body.toReason())
        .thenApply(done -> Answer.done());
  }

  private CompletionStage<Answer> end(Asked asked) {
    asked.noBody();
    return backend.end(asked.id()).thenApply(done -> Answer.done());
  }

  private CompletionStage<Answer> revoke(Asked asked) {
    asked.noBody();
    return backend.revoke(asked.id()).thenApply(done -> Answer.done());
  }
}
