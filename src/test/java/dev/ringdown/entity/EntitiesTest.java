package dev.ringdown.entity;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import akka.cluster.typed.Join;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What there is once in a cluster hears of the other nodes; two nodes in one process. */
class EntitiesTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final List<ActorSystem<Void>> nodes = new ArrayList<>();

  @AfterEach
  void stop() {
    nodes.forEach(ActorSystem::terminate);
  }

  private Cluster node() {
    ActorSystem<Void> node =
        ActorSystem.create(
            Behaviors.empty(),
            "nodes",
            ConfigFactory.parseString(
                    """
                    akka.actor.provider = cluster
                    akka.remote.artery.transport = tcp
                    akka.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                    akka.cluster.jmx.multi-mbeans-in-same-jvm = on
                    """)
                .withFallback(ConfigFactory.load()));
    nodes.add(node);
    return Cluster.get(node);
  }

  @Test
  void shouldHearOfANodeThatCameAndOfOneThatLeft() {
    Cluster first = node();
    TestProbe<String> told = TestProbe.create(nodes.get(0));
    first.manager().tell(Join.create(first.selfMember().address()));
    Entities.startOnce(
        nodes.get(0),
        "once",
        Behaviors.<String>receiveMessage(
            message -> {
              told.ref().tell(message);
              return Behaviors.same();
            }),
        "other nodes");
    told.expectMessage(LONG, "other nodes");
    told.expectNoMessage(Duration.ofSeconds(1));

    Cluster second = node();
    second.manager().tell(Join.create(first.selfMember().address()));
    told.expectMessage(LONG, "other nodes");

    first.manager().tell(new Down(second.selfMember().address()));
    told.expectMessage(LONG, "other nodes");
  }
}
