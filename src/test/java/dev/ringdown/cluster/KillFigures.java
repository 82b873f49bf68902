package dev.ringdown.cluster;

import dev.ringdown.Invitation;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures how late calls are decided when a node is killed while they ring, and how late their
 * callers hear of it. docs/performance.md has the command.
 */
@Command(
    name = "kill-figures",
    mixinStandardHelpOptions = true,
    description = "Kills one of three nodes while calls ring; prints how late they were decided.")
final class KillFigures implements Runnable {
  private static final int NODES = 3;

  /** Until a new node has its share of the groups, one of which moves every 5 s. */
  private static final Duration REBALANCED = Duration.ofSeconds(40);

  private static final int AT_ONCE = 100;

  /** Until the kill, after the last call was to be made. */
  private static final Duration CALM = Duration.ofSeconds(5);

  @Option(names = "--calls", description = "that ring (default: ${DEFAULT-VALUE})")
  private int calls = 1000;

  @Option(names = "--kills", description = "one after the other (default: ${DEFAULT-VALUE})")
  private int kills = 5;

  @Option(names = "--rate", description = "calls made in a second (default: ${DEFAULT-VALUE})")
  private int rate = 100;

  @Option(
      names = "--spread",
      description = "seconds from the kill to the last deadline (default: ${DEFAULT-VALUE})")
  private int spread = 60;

  @Option(
      names = "--warm-up",
      description = "rounds of calls that are cancelled, before (default: ${DEFAULT-VALUE})")
  private int warmUp = 1;

  private final List<RemoteSession> callers = new ArrayList<>();
  private final List<RemoteSession> callees = new ArrayList<>();

  public static void main(String... arguments) {
    System.exit(new CommandLine(new KillFigures()).execute(arguments));
  }

  @Override
  public void run() {
    try (Cluster cluster = Cluster.of(Files.createTempDirectory("figures"))) {
      cluster.pausingShortly().start(NODES);
      connect(cluster);
      for (int i = 0; i < warmUp; i++) {
        warmUp("warm-up" + i);
      }
      Lateness all = new Lateness();
      for (int i = 0; i < kills; i++) {
        if (i > 0) {
          cluster.add();
          Wait.pause(REBALANCED);
        }
        Lateness lateness = kill(cluster, "kill" + i);
        System.out.printf("kill %d%n%s", i + 1, lateness);
        all.add(lateness);
      }
      System.out.printf("all kills%n%s", all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sessions are on the first two nodes; a third one is killed, again and again. */
  private void connect(Cluster cluster) {
    for (int i = 0; i < calls; i++) {
      callers.add(cluster.node(i % 2).connect("caller" + i));
      callees.add(cluster.node((i + 1) % 2).connect("callee" + i));
    }
    callers.forEach(session -> session.awaits("Connected"));
    callees.forEach(session -> session.awaits("Connected"));
  }

  private void warmUp(String run) {
    Instant begin = Instant.now();
    Instant due = begin.plus(Duration.ofMinutes(5));
    each(i -> callers.get(i).asks(invite(run, i, due)));
    Duration took = Duration.between(begin, Instant.now());
    each(i -> callers.get(i).asks(new Operation.Cancel(id(run, i), Set.of(), "")));
    System.out.printf("%s: %d calls made in %s%n", run, calls, took);
  }

  private Lateness kill(Cluster cluster, String run) {
    Instant kill = Instant.now().plusSeconds(calls / rate).plus(CALM);
    each(i -> callers.get(i).asks(invite(run, i, kill.plusMillis(spread * 1000L * i / calls))));
    Duration left = Duration.between(Instant.now(), kill);
    if (left.isNegative()) {
      throw new IllegalStateException("expected a lower rate: " + left + " too late");
    }
    Wait.pause(left);
    Node dead = cluster.alive().get(NODES - 1);
    Set<String> lost = dead.entities();
    dead.kill();
    Instant killed = Instant.now();
    Wait.pause(Duration.ofSeconds(spread));
    cluster.awaitNoOpenCall();

    callers.forEach(KillFigures::awaitFree);
    callees.forEach(KillFigures::awaitFree);
    Lateness lateness = new Lateness();
    Map<String, Instant> ends = cluster.journal().ends();
    for (int i = 0; i < calls; i++) {
      String callId = id(run, i);
      Instant deadline = deadline(callees.get(i), callId);
      Instant possible = deadline.isAfter(killed) ? deadline : killed;
      lateness.add(
          Duration.between(possible, ends.get(callId)),
          Duration.between(possible, timedOut(callers.get(i), callId)),
          lost.contains("call:" + callId));
      printIfTwice(callers.get(i), callId);
      printIfTwice(callees.get(i), callId);
    }
    return lateness;
  }

  /** Who rings may be told anew; everything else is told once. */
  private static void printIfTwice(RemoteSession session, String callId) {
    List<String> words =
        session.heard().stream()
            .map(RemoteSession.Heard::event)
            .filter(SessionEvent.OfCall.class::isInstance)
            .filter(event -> ((SessionEvent.OfCall) event).callId().equals(callId))
            .filter(event -> !(event instanceof SessionEvent.InvitationUserStateChanged))
            .map(Words::of)
            .toList();
    if (Set.copyOf(words).size() < words.size()) {
      System.out.printf("  %s heard of %s: %s%n", session.user(), callId, words);
    }
  }

  /** Asks for each call, some at a time. */
  private void each(IntFunction<CompletableFuture<Result>> question) {
    List<CompletableFuture<Result>> asked = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      if (i >= AT_ONCE) {
        Wait.until("an answer", asked.get(i - AT_ONCE));
      }
      asked.add(question.apply(i));
    }
    asked.forEach(answer -> Wait.until("an answer", answer));
  }

  /** Who is engaged would be busy for the next call. */
  private static void awaitFree(RemoteSession session) {
    Wait.until(
        "end of each call for " + session.user(),
        () -> {
          Result calls = Wait.until("an answer", session.asks(new Operation.ActiveCalls()));
          return calls.equals(new Result.ActiveCalls(List.of()));
        });
  }

  private static String id(String run, int call) {
    return run + "." + call;
  }

  private static Operation invite(String run, int call, Instant due) {
    return new Operation.Invite(
        Invitation.voice("callee" + call)
            .withTimeout(Duration.between(Instant.now(), due))
            .withCallId(id(run, call)));
  }

  private static Instant deadline(RemoteSession callee, String callId) {
    return heard(callee, callId, SessionEvent.IncomingCallReceived.class)
        .map(ring -> ((SessionEvent.IncomingCallReceived) ring.event()).deadline())
        .orElseThrow();
  }

  /** When the caller heard it, which may be after the user's actor knows of no call. */
  private static Instant timedOut(RemoteSession caller, String callId) {
    Wait.until(
        "the timeout of " + callId,
        () -> heard(caller, callId, SessionEvent.OutgoingCallTimeout.class).isPresent());
    return heard(caller, callId, SessionEvent.OutgoingCallTimeout.class).orElseThrow().at();
  }

  private static Optional<RemoteSession.Heard> heard(
      RemoteSession session, String callId, Class<? extends SessionEvent.OfCall> kind) {
    return session.heard().stream()
        .filter(heard -> kind.isInstance(heard.event()))
        .filter(heard -> kind.cast(heard.event()).callId().equals(callId))
        .findFirst();
  }
}
