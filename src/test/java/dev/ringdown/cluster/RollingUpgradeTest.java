package dev.ringdown.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All nodes are replaced, one after the other, while users call each other. */
@Timeout(300)
@Tag("cluster")
class RollingUpgradeTest {
  @TempDir Path folder;

  @Test
  void shouldLoseNoRingAndFailNoAccept() {
    try (Cluster cluster = Cluster.of(folder).start(3)) {
      List<Node> old = cluster.alive();
      Traffic traffic = Traffic.begin(cluster, 6);

      for (Node node : old) {
        cluster.add();
        node.stop();
        cluster.awaitMembers();
      }

      Traffic.Outcome outcome = traffic.end();
      System.out.println(outcome.calls() + " calls while three nodes were replaced");
      assertThat(outcome.problems()).isEmpty();
      assertThat(outcome.calls()).isGreaterThan(50);
      cluster.awaitNoOpenCall();
      assertThat(cluster.journal().doubles()).isEmpty();
    }
  }
}
