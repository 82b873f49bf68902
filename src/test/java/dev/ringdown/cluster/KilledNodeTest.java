package dev.ringdown.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes die, hang and leave while calls ring; another one takes the place of each. */
@Timeout(180)
@Tag("cluster")
class KilledNodeTest {
  private static final int CALLS = 30;

  /** Promised are 15 s, on a machine of its own; without the sweep it would be minutes. */
  private static final Duration BOUND =
      Duration.ofSeconds(Integer.getInteger("ringdown.cluster.bound", 45));

  @TempDir static Path folder;

  private static Cluster cluster;

  @BeforeAll
  static void start() {
    cluster = Cluster.of(folder);
  }

  @BeforeEach
  void fill() {
    cluster.start(3 - cluster.alive().size());
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  /** It runs the sweep, and decides where calls live. */
  private static Node oldest() {
    return cluster.alive().get(0);
  }

  private static Node youngest() {
    List<Node> alive = cluster.alive();
    return alive.get(alive.size() - 1);
  }

  @Test
  void shouldGiveEachCallOneOutcomeWhenANodeIsKilled() {
    List<RingingCall> calls = ring("killed", Duration.ofSeconds(4));
    shouldBeOverAfter(calls, youngest());
  }

  @Test
  void shouldGiveEachCallOneOutcomeWhenTheOldestNodeIsKilled() {
    List<RingingCall> calls = ring("oldest", Duration.ofSeconds(4));
    shouldBeOverAfter(calls, oldest());
  }

  private static List<RingingCall> ring(String prefix, Duration timeout) {
    return RingingCall.begin(prefix, CALLS, timeout, cluster.alive());
  }

  private static void shouldBeOverAfter(List<RingingCall> calls, Node dead) {
    assertThat(calls).anyMatch(call -> dead.holdsCall(call.callId()));
    dead.kill();
    shouldBeOver(calls, Instant.now());
  }

  private static void shouldBeOver(List<RingingCall> calls, Instant possible) {
    cluster.awaitNoOpenCall();
    Map<String, Instant> ends = cluster.journal().ends();
    assertThat(cluster.journal().doubles()).isEmpty();
    Duration latest = Duration.ZERO;
    for (RingingCall call : calls) {
      Duration late = call.late(possible, ends.get(call.callId()));
      assertThat(late).isLessThan(BOUND);
      latest = late.compareTo(latest) > 0 ? late : latest;
    }
    System.out.println("the last of " + calls.size() + " was over " + latest + " after it was due");
    calls.forEach(call -> call.shouldBeOver(oldest()));
  }
}
