package dev.ringdown.entity;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What sharding does, where there is no cluster: starts an entity when the first message for it
 * comes, and lets it go when it asks. No message is lost in between; one that fails takes with it
 * what it has not worked off.
 *
 * @param <M> what the entities are told
 */
final class LocalEntities<M> extends AbstractBehavior<LocalEntities.Command<M>> {

  sealed interface Command<M> {}

  record Envelope<M>(String entityId, M message) implements Command<M> {}

  /** An entity has nothing to do and may be stopped. */
  record Passivate<M>(String entityId) implements Command<M> {}

  /** A running entity; once it was told to stop, what comes for it waits for the next one. */
  private static final class Entity<M> {
    private final ActorRef<M> ref;
    private boolean stopping;
    private List<M> waiting = List.of();

    Entity(ActorRef<M> ref) {
      this.ref = ref;
    }

    void tell(M message) {
      if (stopping) {
        waiting = waiting.isEmpty() ? new ArrayList<>() : waiting;
        waiting.add(message);
      } else {
        ref.tell(message);
      }
    }
  }

  private final BiFunction<String, Runnable, Behavior<M>> entity;
  private final M stop;
  private final Map<String, Entity<M>> running = new HashMap<>();
  private final Map<ActorRef<?>, String> ids = new HashMap<>();

  /**
   * @param entity makes the entity with this id; what it runs when it may be stopped
   * @param stop tells an entity to stop
   */
  static <M> Behavior<Command<M>> create(BiFunction<String, Runnable, Behavior<M>> entity, M stop) {
    return Behaviors.setup(context -> new LocalEntities<>(entity, stop, context));
  }

  private LocalEntities(
      BiFunction<String, Runnable, Behavior<M>> entity, M stop, ActorContext<Command<M>> context) {
    super(context);
    this.entity = entity;
    this.stop = stop;
  }

  @Override
  public Receive<Command<M>> createReceive() {
    return newReceiveBuilder()
        .onAnyMessage(this::onCommand)
        .onSignal(Terminated.class, this::onStopped)
        .build();
  }

  private Behavior<Command<M>> onCommand(Command<M> command) {
    if (command instanceof Envelope<M> envelope) {
      running.computeIfAbsent(envelope.entityId(), this::start).tell(envelope.message());
    } else if (command instanceof Passivate<M> passivate) {
      Entity<M> idle = running.get(passivate.entityId());
      if (idle != null && !idle.stopping) {
        idle.stopping = true;
        idle.ref.tell(stop);
      }
    }
    return this;
  }

  private Behavior<Command<M>> onStopped(Terminated stopped) {
    String entityId = ids.remove(stopped.getRef());
    Entity<M> gone = running.remove(entityId);
    if (!gone.waiting.isEmpty()) {
      Entity<M> next = start(entityId);
      running.put(entityId, next);
      gone.waiting.forEach(next::tell);
    }
    return this;
  }

  private Entity<M> start(String entityId) {
    ActorRef<Command<M>> self = getContext().getSelf();
    Runnable passivate = () -> self.tell(new Passivate<>(entityId));
    ActorRef<M> ref = getContext().spawnAnonymous(entity.apply(entityId, passivate));
    // Not by watchWith: Akka would keep the failure of each entity that failed, for ever.
    getContext().watch(ref);
    ids.put(ref, entityId);
    return new Entity<>(ref);
  }
}
