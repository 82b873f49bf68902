package dev.ringdown.serialization;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.Adapter;

/**
 * Actors as text: path, address and uid. The resolver is looked up when it is used, since
 * serializers are made while the actor system still starts.
 */
record ActorRefs(ExtendedActorSystem system) {
  String toText(ActorRef<?> actor) {
    return resolver().toSerializationFormat(actor);
  }

  /**
   * @throws IllegalArgumentException if there is no text
   */
  <T> ActorRef<T> fromText(String text, String field) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(field + ": missing (expected: an actor's path)");
    }
    return resolver().resolveActorRef(text);
  }

  private ActorRefResolver resolver() {
    return ActorRefResolver.get(Adapter.toTyped(system));
  }
}
