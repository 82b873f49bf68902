package dev.ringdown.call;

import akka.actor.typed.ActorRef;
import dev.ringdown.Result;
import dev.ringdown.user.UserCommand;
import java.time.Instant;

/** What a call is asked and told. */
public sealed interface CallCommand
    permits CallCommand.Ask,
        CallCommand.Serve,
        CallCommand.Tell,
        CallCommand.Heard,
        CallCommand.TellMe,
        CallCommand.Rings,
        CallCommand.Away,
        CallCommand.Back,
        CallCommand.Wake,
        CallCommand.Passivated,
        Call.Own {

  /** To be decided, and answered to the user who asks, by {@link UserCommand.Answer}. */
  record Ask(Origin by, CallRequest request) implements CallCommand {}

  /** To be decided, and answered to the back end that asks. */
  record Serve(CallRequest.FromBackend request, ActorRef<Result> replyTo) implements CallCommand {}

  /** To be decided; nobody waits for an answer. */
  record Tell(CallRequest request) implements CallCommand {}

  /** The user has heard everything up to this entry. */
  record Heard(String userId, long incarnation, long number) implements CallCommand {}

  /** The user knows nothing of this call, and asks to be told everything. */
  record TellMe(String userId) implements CallCommand {}

  /** A device of the user shows the ring. */
  record Rings(String userId, int ring) implements CallCommand {}

  /** The user has no session any longer. */
  record Away(String userId) implements CallCommand {}

  /** The user has a session again. */
  record Back(String userId) implements CallCommand {}

  /**
   * Starts the call's actor, if it does not run; a running one ignores it.
   *
   * @param due when it has something to do
   */
  record Wake(Instant due) implements CallCommand {}

  /** The shard asks the actor to stop. */
  record Passivated() implements CallCommand {}
}
