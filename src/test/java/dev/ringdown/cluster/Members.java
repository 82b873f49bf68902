package dev.ringdown.cluster;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.ClusterEvent;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.UniqueAddress;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import java.util.HashSet;
import java.util.Set;

/**
 * Prints how many nodes are up, and how many of all cannot be reached, whenever that changes. By
 * the events alone: what {@code Cluster.state} returns is brought up to date beside them, so that
 * it may be behind the last one.
 */
final class Members {
  private final Set<UniqueAddress> up = new HashSet<>();
  private final Set<UniqueAddress> unreachable = new HashSet<>();

  private Members() {}

  static Behavior<ClusterEvent.ClusterDomainEvent> create() {
    return Behaviors.setup(
        context -> {
          Cluster.get(context.getSystem())
              .subscriptions()
              .tell(Subscribe.create(context.getSelf(), ClusterEvent.ClusterDomainEvent.class));
          Members members = new Members();
          return Behaviors.receiveMessage(
              event -> {
                members.on(event);
                return Behaviors.same();
              });
        });
  }

  private void on(ClusterEvent.ClusterDomainEvent event) {
    if (event instanceof ClusterEvent.MemberEvent of) {
      changed(of.member());
    } else if (event instanceof ClusterEvent.UnreachableMember of) {
      unreachable.add(of.member().uniqueAddress());
    } else if (event instanceof ClusterEvent.ReachableMember of) {
      unreachable.remove(of.member().uniqueAddress());
    } else {
      return;
    }
    NodeProcess.say("members", up.size(), unreachable.size());
  }

  private void changed(Member member) {
    if (member.status().equals(MemberStatus.up())) {
      up.add(member.uniqueAddress());
    } else {
      up.remove(member.uniqueAddress());
    }
    if (member.status().equals(MemberStatus.removed())) {
      unreachable.remove(member.uniqueAddress());
    }
  }
}
