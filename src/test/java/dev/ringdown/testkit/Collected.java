package dev.ringdown.testkit;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Everything that an actor was told, in order. */
public record Collected<M>(ActorRef<M> actor, Queue<M> messages) {
  static <M> Collected<M> by(ActorSystem<?> system) {
    Queue<M> messages = new ConcurrentLinkedQueue<>();
    ActorRef<M> actor =
        system.systemActorOf(
            Behaviors.receiveMessage(
                message -> {
                  messages.add(message);
                  return Behaviors.same();
                }),
            "collected-" + UUID.randomUUID(),
            Props.empty());
    return new Collected<>(actor, messages);
  }

  public List<M> all() {
    return List.copyOf(messages);
  }
}
