package dev.ringdown.cluster;

import dev.ringdown.Backend;
import dev.ringdown.CallUser;
import dev.ringdown.Invitation;
import dev.ringdown.Result;
import dev.ringdown.RingdownException;
import dev.ringdown.session.SessionReply;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** A node's back end: does what {@link Node#backEnd} says. */
record RemoteBackEnd(Backend backend, Codec codec) {
  /**
   * @param ticket comes back with the answer
   * @param on a call's id, or a user's
   * @param whom a user's id, where there is one
   * @param text a call's id, or what is attached
   */
  void perform(String ticket, String verb, String on, String whom, String text) {
    perform(verb, on, whom, text)
        .handle((result, failure) -> failure == null ? result : failed(failure))
        .thenAccept(
            result ->
                NodeProcess.say("replied", ticket, codec.write(new SessionReply("", result))));
  }

  private CompletionStage<? extends Result> perform(
      String verb, String on, String whom, String text) {
    return switch (verb) {
      case "invite" ->
          backend.invite(CallUser.of(on), Invitation.voice(whom.split(",")).withCallId(text));
      case "cancel" -> backend.cancel(on, Set.of(whom), text);
      case "end" -> backend.end(on);
      case "kick" -> backend.kick(on, whom, text);
      case "call" -> backend.call(on).thenApply(Result.Snapshot::new);
      case "missed" -> backend.missedCalls(on, 0, 10).thenApply(Result.Missed::new);
      default -> throw new IllegalArgumentException(verb);
    };
  }

  private static Result failed(Throwable failure) {
    Throwable why = failure instanceof CompletionException ? failure.getCause() : failure;
    if (why instanceof RingdownException refused) {
      return new Result.Failed(refused.error());
    }
    throw new IllegalStateException(why);
  }

  /** Tells what happened in a call, in order. */
  void timeline(String ticket, String callId) {
    backend
        .timeline(callId)
        .thenAccept(
            steps ->
                NodeProcess.tell(
                    ticket,
                    steps.stream()
                        .map(step -> step.kind() + " by " + step.cause())
                        .collect(Collectors.joining(", "))));
  }
}
