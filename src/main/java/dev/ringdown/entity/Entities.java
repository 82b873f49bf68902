package dev.ringdown.entity;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.ClusterEvent;
import akka.cluster.sharding.typed.ClusterShardingSettings;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.ClusterSingletonSettings;
import akka.cluster.typed.SingletonActor;
import akka.cluster.typed.Subscribe;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * Starts entities of one kind, and finds the way to them: by cluster sharding where there is a
 * cluster, else in this process. In a cluster they live on the nodes with the role {@code
 * akka.cluster.sharding.role}, or on all if that is empty.
 */
public final class Entities {
  private Entities() {}

  /**
   * @param name of the kind; the same on all nodes
   * @param entity makes the entity with this id; what it runs when it may be stopped
   * @param stop tells an entity to stop
   * @return tells the entity with this id, which is started if it does not run
   */
  public static <M> BiConsumer<String, M> start(
      ActorSystem<?> system,
      Class<M> type,
      String name,
      BiFunction<String, Runnable, Behavior<M>> entity,
      M stop) {
    return isClustered(system)
        ? sharded(system, EntityTypeKey.create(type, name), entity, stop)
        : local(system, name, entity, stop);
  }

  /**
   * Starts an actor of which there is one in the whole cluster, or in this process.
   *
   * @param onOtherNodes what it is told when a node cannot be reached, when one has left the
   *     cluster, and when one has come: that may be the next process of one that was removed while
   *     it ran
   * @return the way to it, wherever it is
   */
  public static <M> ActorRef<M> startOnce(
      ActorSystem<?> system, String name, Behavior<M> behavior, M onOtherNodes) {
    if (!isClustered(system)) {
      return system.systemActorOf(behavior, name, Props.empty());
    }
    Behavior<M> watching =
        Behaviors.setup(context -> toldOfOtherNodes(context, behavior, onOtherNodes));
    return ClusterSingleton.get(system)
        .init(SingletonActor.of(watching, name).withSettings(amongEntities(system)));
  }

  /** On the node, too, that places the entities: it knows first where they went. */
  private static ClusterSingletonSettings amongEntities(ActorSystem<?> system) {
    ClusterSingletonSettings settings = ClusterSingletonSettings.create(system);
    String role = system.settings().config().getString("akka.cluster.sharding.role");
    return role.isEmpty() ? settings : settings.withRole(role);
  }

  private static <M> Behavior<M> toldOfOtherNodes(
      ActorContext<M> context, Behavior<M> behavior, M onOtherNodes) {
    Cluster cluster = Cluster.get(context.getSystem());
    ActorRef<ClusterEvent.MemberRemoved> removed =
        context.messageAdapter(ClusterEvent.MemberRemoved.class, event -> onOtherNodes);
    cluster.subscriptions().tell(Subscribe.create(removed, ClusterEvent.MemberRemoved.class));
    ActorRef<ClusterEvent.UnreachableMember> unreachable =
        context.messageAdapter(ClusterEvent.UnreachableMember.class, event -> onOtherNodes);
    cluster
        .subscriptions()
        .tell(Subscribe.create(unreachable, ClusterEvent.UnreachableMember.class));
    ActorRef<ClusterEvent.MemberUp> up =
        context.messageAdapter(ClusterEvent.MemberUp.class, event -> onOtherNodes);
    cluster.subscriptions().tell(Subscribe.create(up, ClusterEvent.MemberUp.class));
    return behavior;
  }

  /** A node whose process was paused until the others removed it leaves by itself. */
  public static void leaveAfterALongPause(ActorSystem<?> system) {
    if (isClustered(system)) {
      LongPause.watch(system);
    }
  }

  /** Whether the actor system is a node of a cluster. */
  public static boolean isClustered(ActorSystem<?> system) {
    String provider = system.settings().config().getString("akka.actor.provider");
    return provider.equals("cluster") || provider.equals("akka.cluster.ClusterActorRefProvider");
  }

  private static <M> BiConsumer<String, M> local(
      ActorSystem<?> system,
      String name,
      BiFunction<String, Runnable, Behavior<M>> entity,
      M stop) {
    ActorRef<LocalEntities.Command<M>> entities =
        system.systemActorOf(LocalEntities.create(entity, stop), name, Props.empty());
    return (id, message) -> entities.tell(new LocalEntities.Envelope<>(id, message));
  }

  private static <M> BiConsumer<String, M> sharded(
      ActorSystem<?> system,
      EntityTypeKey<M> key,
      BiFunction<String, Runnable, Behavior<M>> entity,
      M stop) {
    // An entity asks to go when it may; one that waits for a device is idle for hours.
    ClusterShardingSettings settings =
        ClusterShardingSettings.create(system).withNoPassivationStrategy();
    ActorRef<ShardingEnvelope<M>> region =
        ClusterSharding.get(system)
            .init(
                Entity.of(
                        key,
                        context ->
                            Behaviors.setup(
                                actor -> {
                                  ActorRef<M> self = actor.getSelf();
                                  ActorRef<ClusterSharding.ShardCommand> shard = context.getShard();
                                  return entity.apply(
                                      context.getEntityId(),
                                      () -> shard.tell(new ClusterSharding.Passivate<>(self)));
                                }))
                    .withSettings(settings)
                    .withStopMessage(stop));
    return (id, message) -> region.tell(new ShardingEnvelope<>(id, message));
  }
}
