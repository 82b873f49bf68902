package dev.ringdown.kill;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.sun.management.OperatingSystemMXBean;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.Ringdown;
import dev.ringdown.benchmark.Journals;
import dev.ringdown.kill.Attempt.Fate;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** The next engine on the journal of one that was killed. */
final class Restarted implements AutoCloseable {
  /** Of those who are in a call and do not come back; shorter than usual, so that it ends soon. */
  static final Duration MEMBER_GRACE = Duration.ofSeconds(5);

  private final Rows rows;
  private final Instant at;
  private final ActorTestKit testKit;
  private final Ringdown ringdown;
  private final Duration startup;
  private final long cpuBefore = cpuNanos();
  private long cpuAtEnd;

  private Restarted(Config config) {
    rows = new Rows(config);
    at = Instant.now();
    testKit = ActorTestKit.create(ActorSystem.create(Behaviors.empty(), "restarted", config));
    ringdown = Ringdown.get(testKit.system());
    startup = Duration.between(at, Instant.now());
  }

  /**
   * @param down how long nothing runs
   */
  static Restarted after(Duration down, String database, String url) {
    new CompletableFuture<Void>()
        .completeOnTimeout(null, down.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    // The questions at the end come many at a time.
    String settings =
        "ringdown { request-timeout = 60s, member-grace = " + MEMBER_GRACE.toSeconds() + "s }";
    return new Restarted(
        ConfigFactory.parseString(settings).withFallback(Journals.of(database, url)));
  }

  Instant at() {
    return at;
  }

  /** What the users whose calls rang do when they are back. */
  static Fate fate(String pair) {
    return pair.hashCode() % 2 == 0 ? Fate.ACCEPT : Fate.LEAVE;
  }

  /** The users whose calls rang connect again; gives what they are told, from now on. */
  Collection<Fact> comeBack(int calls) {
    Queue<Fact> told = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < calls; i++) {
      String pair = Names.ringing(i);
      Attempt attempt = new Attempt(fate(pair), Duration.ZERO);
      testKit.spawn(TwoUsers.returning(ringdown, pair, attempt, told::add), pair);
    }
    return told;
  }

  /** Waits until no call is open any more; whether that was in time is checked for each. */
  void awaitEnd(int calls) {
    testKit
        .createTestProbe()
        .awaitAssert(
            Duration.ofMinutes(3),
            // The question costs, too, when there are many calls.
            Duration.ofMillis(Math.max(500, calls / 2)),
            () -> {
              assertThat(rows.open()).isEmpty();
              return null;
            });
    cpuAtEnd = cpuNanos();
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /**
   * @param facts what the users had been told
   * @param ringing what is promised to those whose calls rang
   * @param others what is promised to the others
   */
  void check(List<Fact> facts, Times ringing, Times others) {
    assertThat(rows.doubles()).isEmpty();
    Set<String> callIds = rows.calls();
    facts.stream().filter(Fact::isOfKnownCall).map(Fact::callId).forEach(callIds::add);
    List<History> histories = new Audit(ringdown, facts).of(callIds);
    print(facts, histories);
    assertThat(histories)
        .allSatisfy(
            history -> {
              boolean rang = Names.isRinging(Names.pair(history.call().callId()));
              assertThat(history.problems(rang ? ringing : others))
                  .as(history.call().callId())
                  .isEmpty();
            });
  }

  /** For people: what became of the calls after the restart, and how soon. */
  private void print(List<Fact> facts, List<History> histories) {
    System.out.printf(
        "%d calls, %d facts told; up %d ms after the restart; all done with %d ms of CPU%n",
        histories.size(), facts.size(), startup.toMillis(), (cpuAtEnd - cpuBefore) / 1_000_000);
    Map<String, TreeMap<Instant, Long>> ends = new TreeMap<>();
    for (History history : histories) {
      if (history.endedAt().isAfter(at)) {
        boolean overdue = history.deadline().filter(at::isAfter).isPresent();
        String end = history.call().endReason().orElseThrow() + (overdue ? ", overdue" : "");
        ends.computeIfAbsent(end, e -> new TreeMap<>()).merge(history.endedAt(), 1L, Long::sum);
      }
    }
    ends.forEach(
        (end, times) ->
            System.out.printf(
                "%d %s: the first %d ms after the restart, the last %d ms%n",
                times.values().stream().mapToLong(Long::longValue).sum(),
                end,
                sinceRestart(times.firstKey()),
                sinceRestart(times.lastKey())));
  }

  private long sinceRestart(Instant instant) {
    return Duration.between(at, instant).toMillis();
  }

  @Override
  public void close() {
    testKit.shutdownTestKit();
  }
}
