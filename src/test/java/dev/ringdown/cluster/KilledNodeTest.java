package dev.ringdown.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.Operation;
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

  /** It has its share of the calls; the youngest, new since the last test, may have none yet. */
  private static Node second() {
    return cluster.alive().get(1);
  }

  @Test
  void shouldGiveEachCallOneOutcomeWhenANodeIsKilled() {
    List<RingingCall> calls = ring("killed", Duration.ofSeconds(4));
    shouldBeOverAfter(calls, second());
  }

  @Test
  void shouldGiveEachCallOneOutcomeWhenTheOldestNodeIsKilled() {
    List<RingingCall> calls = ring("oldest", Duration.ofSeconds(4));
    shouldBeOverAfter(calls, oldest());
  }

  /** The sessions live: calls and users that are lost go on for them as if nothing had been. */
  @Test
  void shouldGoOnWithCallsWhoseActorsAreLost() {
    Node dead = second();
    List<Node> others = cluster.alive().stream().filter(node -> node != dead).toList();
    List<RingingCall> calls = RingingCall.begin("go-on", CALLS, Duration.ofMinutes(5), others);
    assertThat(calls).anyMatch(call -> dead.holdsCall(call.callId()));
    assertThat(calls).anyMatch(call -> dead.holdsUser(call.callee().user()));
    dead.kill();
    cluster.awaitMembers();

    calls.forEach(call -> call.callee().accepts(call.callId()));
    for (RingingCall call : calls) {
      call.caller().awaits("OutgoingCallAccepted(" + call.callee().user() + ")");
      call.caller().does(new Operation.End(call.callId()));
    }
    cluster.awaitNoOpenCall();
    calls.forEach(RingingCall::shouldHaveBeenAccepted);
  }

  /**
   * It is removed, and its calls go on elsewhere; when it is back, it notices, and changes nothing.
   */
  @Test
  void shouldEndANodeThatHungForTooLong() {
    List<RingingCall> calls = ring("hung", Duration.ofSeconds(4));
    Node hung = second();
    assertThat(calls).anyMatch(call -> hung.holdsCall(call.callId()));
    hung.pause();
    Instant paused = Instant.now();
    cluster.alive().stream().filter(node -> node != hung).forEach(node -> node.awaitMembers(2));
    cluster.awaitNoOpenCall();
    Map<String, Instant> ends = cluster.journal().ends();
    hung.resume();

    hung.awaitEnd();
    assertThat(cluster.journal().ends()).isEqualTo(ends);
    shouldBeOver(calls, paused);
  }

  @Test
  void shouldBearANodeThatHangsForLess() {
    List<RingingCall> calls = ring("paused", Duration.ofSeconds(4));
    Node slow = second();
    slow.pause();
    Wait.pause(Duration.ofSeconds(2));
    slow.resume();

    shouldBeOver(calls, Instant.now());
    assertThat(slow.isAlive()).isTrue();
    cluster.awaitMembers();
  }

  /** Nothing waits for the sweep: what is handed over goes on at once. */
  @Test
  void shouldHandCallsOverWhenANodeIsStopped() {
    List<RingingCall> calls = ring("stopped", Duration.ofSeconds(15));
    Node leaving = oldest();
    assertThat(calls).anyMatch(call -> leaving.holdsCall(call.callId()));

    leaving.stop();

    shouldBeOver(calls, Instant.now());
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
