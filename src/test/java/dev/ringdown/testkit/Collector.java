package dev.ringdown.testkit;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import java.util.UUID;
import java.util.function.Consumer;

/** Actors that do nothing but keep what they are told. */
final class Collector {
  private Collector() {}

  static <M> ActorRef<M> by(ActorSystem<?> system, Consumer<M> keep) {
    return system.systemActorOf(
        Behaviors.receiveMessage(
            message -> {
              keep.accept(message);
              return Behaviors.same();
            }),
        "collected-" + UUID.randomUUID(),
        Props.empty());
  }
}
