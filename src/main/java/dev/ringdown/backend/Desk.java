package dev.ringdown.backend;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** Hands a back end's questions on, each with a return address of its own. */
final class Desk {
  /**
   * @param ask sends it; the actor is who is to be answered
   * @param answer completed in any case
   * @param unknown the answer if none came in time
   */
  record Question<T>(
      BiConsumer<ActorContext<?>, ActorRef<T>> ask,
      CompletableFuture<T> answer,
      T unknown,
      Duration within) {

    private void pass(ActorContext<?> desk) {
      ask.accept(desk, desk.spawnAnonymous(awaiting()));
    }

    private Behavior<T> awaiting() {
      return Behaviors.withTimers(
          timers -> {
            timers.startSingleTimer(unknown, within);
            return Behaviors.receive(
                (context, result) -> answered(result),
                // Also if the engine stops meanwhile.
                (context, signal) -> answered(unknown));
          });
    }

    private Behavior<T> answered(T result) {
      answer.complete(result);
      return Behaviors.stopped();
    }
  }

  private Desk() {}

  static Behavior<Question<?>> create() {
    return Behaviors.receive(
        (desk, question) -> {
          question.pass(desk);
          return Behaviors.same();
        });
  }
}
