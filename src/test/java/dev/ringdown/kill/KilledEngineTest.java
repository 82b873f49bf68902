package dev.ringdown.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ringdown.benchmark.Journals;
import dev.ringdown.kill.Attempt.Fate;
import dev.ringdown.kill.Fact.Kind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engine's process is killed while calls ring and others come and go; the next one on the same
 * journal owes every call its outcome, and everybody what he had been told.
 */
@Timeout(600)
@Tag("kill")
class KilledEngineTest {
  private static final Duration CALLER_GRACE = Duration.ofSeconds(10);
  private static final int BUSY_PAIRS = 20;
  private static final Duration NEVER = Duration.ofDays(1);

  /** On a busy machine, an answer to what rings no longer than this may come too late. */
  private static final Duration TO_ANSWER = Duration.ofSeconds(15);

  @TempDir Path folder;

  @Test
  void shouldGiveEveryCallItsOutcomeInH2() throws IOException {
    shouldGiveEveryCallItsOutcome("h2", h2(), 1000);
  }

  @Test
  void shouldGiveEveryCallItsOutcomeInPostgreSql() throws IOException {
    try (EmbeddedPostgres postgres = Journals.syncedPostgres(folder.resolve("data"))) {
      shouldGiveEveryCallItsOutcome("postgres", Journals.postgresUrl(postgres), 300);
    }
  }

  @Test
  void shouldRingOnForThoseWhoComeBackInH2() throws IOException {
    shouldRingOnForThoseWhoComeBack("h2", h2(), 1000);
  }

  @Test
  void shouldRingOnForThoseWhoComeBackInPostgreSql() throws IOException {
    try (EmbeddedPostgres postgres = Journals.syncedPostgres(folder.resolve("data"))) {
      shouldRingOnForThoseWhoComeBack("postgres", Journals.postgresUrl(postgres), 300);
    }
  }

  private String h2() {
    return "jdbc:h2:file:" + folder.resolve("calls");
  }

  private void shouldGiveEveryCallItsOutcome(String database, String url, int calls)
      throws IOException {
    Plan plan = plan(calls, Settings.shortest(), Settings.longest());
    List<Fact> told = KilledRun.of(database, url, plan, folder);
    try (Restarted restarted = Restarted.after(Settings.down(), database, url)) {
      restarted.awaitEnd(plan.calls());

      restarted.check(told, times(restarted, CALLER_GRACE), times(restarted, CALLER_GRACE));
    }
  }

  /** Half of them accept, the others let it ring. */
  private void shouldRingOnForThoseWhoComeBack(String database, String url, int calls)
      throws IOException {
    Plan plan = plan(calls, Duration.ofSeconds(20), Duration.ofSeconds(40));
    List<Fact> before = KilledRun.of(database, url, plan, folder);
    try (Restarted restarted = Restarted.after(Settings.down(), database, url)) {
      Collection<Fact> after = restarted.comeBack(plan.calls());
      restarted.awaitEnd(plan.calls());

      List<Fact> all = new ArrayList<>(before);
      all.addAll(after);
      restarted.check(all, times(restarted, NEVER), times(restarted, CALLER_GRACE));
      shouldHaveRungOn(before, after);
    }
  }

  private static void shouldHaveRungOn(List<Fact> before, Collection<Fact> after) {
    Map<String, Long> back = of(Kind.CONNECTED, after);
    Map<String, Long> ringing = of(Kind.RINGS, after);
    Map<String, Long> accepted = of(Kind.ACCEPTED, after);
    Map<String, Long> timedOut = of(Kind.TIMED_OUT, after);
    of(Kind.RINGS, before)
        .forEach(
            (callId, deadline) -> {
              String pair = Names.pair(callId);
              if (Names.isRinging(pair) && deadline - back.get(callId) > TO_ANSWER.toMillis()) {
                assertThat(ringing).containsEntry(callId, deadline);
                boolean accepts = Restarted.fate(pair) == Fate.ACCEPT;
                assertThat(accepts ? accepted : timedOut).containsKey(callId);
              }
            });
    System.out.printf(
        "back in time: %d rang on, %d accepted, %d timed out%n",
        ringing.size(), accepted.size(), timedOut.size());
    assumeThat(accepted).isNotEmpty();
    assumeThat(timedOut).isNotEmpty();
  }

  private static Map<String, Long> of(Kind kind, Collection<Fact> facts) {
    return facts.stream()
        .filter(fact -> fact.kind() == kind)
        .collect(Collectors.toMap(Fact::callId, Fact::millis));
  }

  private static Plan plan(int calls, Duration shortest, Duration longest) {
    return new Plan(Settings.calls(calls), shortest, longest, BUSY_PAIRS, Settings.seed());
  }

  private static Times times(Restarted restarted, Duration callerGrace) {
    return new Times(restarted.at(), callerGrace, Restarted.MEMBER_GRACE, Settings.bound());
  }
}
