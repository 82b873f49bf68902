package dev.ringdown.cluster;

import dev.ringdown.Invitation;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Measures how late calls are decided when a node is killed while they ring, all of them due within
 * two seconds after the kill. docs/performance.md has the command.
 */
final class KillFigures {
  private static final int AT_ONCE = 100;

  private final Cluster cluster;
  private final List<RemoteSession> callers = new ArrayList<>();
  private final List<RemoteSession> callees = new ArrayList<>();

  /**
   * @param arguments calls that ring, how often a node is killed, and how many calls a second are
   *     made
   */
  public static void main(String... arguments) throws IOException {
    int calls = Integer.parseInt(arguments[0]);
    try (Cluster cluster = Cluster.of(Files.createTempDirectory("figures")).measured().start(3)) {
      KillFigures figures = new KillFigures(cluster, calls);
      for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
        figures.kill("kill" + i, Integer.parseInt(arguments[2]));
        cluster.add();
      }
    }
    System.exit(0);
  }

  /** The sessions are on the first two nodes; a third one is killed, again and again. */
  private KillFigures(Cluster cluster, int calls) {
    this.cluster = cluster;
    for (int i = 0; i < calls; i++) {
      callers.add(cluster.node(i % 2).connect("caller" + i));
      callees.add(cluster.node((i + 1) % 2).connect("callee" + i));
    }
    callers.forEach(session -> session.awaits("Connected"));
    callees.forEach(session -> session.awaits("Connected"));
  }

  private void kill(String run, int rate) {
    Instant due = Instant.now().plusSeconds(callers.size() / rate + 5);
    ring(run, due);
    Duration left = Duration.between(Instant.now(), due).minusSeconds(1);
    if (left.isNegative()) {
      throw new IllegalStateException("expected a lower rate: " + left + " too late");
    }
    Wait.pause(left);
    Node dead = cluster.alive().get(2);
    Set<String> lost = dead.entities();
    dead.kill();
    Instant killed = Instant.now();
    cluster.awaitNoOpenCall();

    List<Long> all = new ArrayList<>();
    List<Long> ofDead = new ArrayList<>();
    long last = 0;
    Map<String, Instant> ends = cluster.journal().ends();
    for (int i = 0; i < callers.size(); i++) {
      String callId = run + "." + i;
      Instant deadline = deadline(callees.get(i), callId);
      Instant possible = deadline.isAfter(killed) ? deadline : killed;
      long late = Duration.between(possible, ends.get(callId)).toMillis();
      all.add(late);
      if (lost.contains("call:" + callId)) {
        ofDead.add(late);
      }
      last = Math.max(last, Duration.between(killed, ends.get(callId)).toMillis());
    }
    System.out.printf(
        "%s: the last of %d was over %d ms after the kill; late, all: %s; of the dead node: %s%n",
        run, all.size(), last, percentiles(all), percentiles(ofDead));
  }

  private void ring(String run, Instant due) {
    List<CompletableFuture<Result>> asked = new ArrayList<>();
    for (int i = 0; i < callers.size(); i++) {
      if (i >= AT_ONCE) {
        Wait.until("an answer", asked.get(i - AT_ONCE));
      }
      Invitation invitation =
          Invitation.voice("callee" + i)
              .withTimeout(Duration.between(Instant.now(), due.plusMillis(i % 1000)))
              .withCallId(run + "." + i);
      asked.add(callers.get(i).asks(new Operation.Invite(invitation)));
    }
    asked.forEach(answer -> Wait.until("an answer", answer));
  }

  private static Instant deadline(RemoteSession callee, String callId) {
    return callee.heard().stream()
        .map(RemoteSession.Heard::event)
        .filter(SessionEvent.IncomingCallReceived.class::isInstance)
        .map(SessionEvent.IncomingCallReceived.class::cast)
        .filter(ring -> ring.callId().equals(callId))
        .findFirst()
        .orElseThrow()
        .deadline();
  }

  private static String percentiles(List<Long> millis) {
    List<Long> sorted = millis.stream().sorted().toList();
    return "%d, p50 %d, p99 %d, max %d ms"
        .formatted(
            sorted.size(),
            sorted.get(sorted.size() / 2),
            sorted.get(sorted.size() * 99 / 100),
            sorted.get(sorted.size() - 1));
  }
}
