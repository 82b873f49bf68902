package dev.ringdown.benchmark;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.CallUser;
import dev.ringdown.Invitation;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.Ringdown;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How late a timeout is told when many calls are due within one second. */
@Command(
    name = "deadlines",
    mixinStandardHelpOptions = true,
    description = "Measures from the deadline to the callbacks of a call that nobody answers.")
public final class Deadlines implements Runnable {
  /** Invitations under way at a time. */
  private static final int AT_ONCE = 200;

  /** Between the last invitation and the first deadline. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  @Parameters(description = "memory, nothing (a journal that forgets at once) or h2")
  private String journal;

  @Option(names = "--calls", description = "due at once (default: ${DEFAULT-VALUE})")
  private int calls = 10_000;

  @Option(names = "--runs", description = "one after the other (default: ${DEFAULT-VALUE})")
  private int runs = 3;

  @Option(
      names = "--within",
      description = "milliseconds over which deadlines spread (default: ${DEFAULT-VALUE})")
  private int within = 1000;

  @Option(
      names = "--rate",
      description = "invitations a second that surely are possible (default: ${DEFAULT-VALUE})")
  private int rate = 1000;

  private final Map<String, Instant> deadlines = new ConcurrentHashMap<>();
  private final Semaphore free = new Semaphore(AT_ONCE);
  private CountDownLatch heard = new CountDownLatch(0);
  private Histogram callee = new ConcurrentHistogram(3);
  private Histogram caller = new ConcurrentHistogram(3);

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Deadlines()).execute(arguments));
  }

  @Override
  public void run() {
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "deadlines",
            // Cold, the first invitations take a while.
            ConfigFactory.parseString("ringdown.request-timeout = 60s").withFallback(config()));
    Ringdown ringdown = Ringdown.get(system);
    ActorRef<SessionEvent> events =
        system.systemActorOf(
            Behaviors.receiveMessage(
                event -> {
                  hear(event);
                  return Behaviors.same();
                }),
            "events",
            Props.empty());
    ActorRef<SessionReply> replies =
        system.systemActorOf(
            Behaviors.receiveMessage(
                reply -> {
                  answered(reply);
                  return Behaviors.same();
                }),
            "replies",
            Props.empty());
    for (int run = 1; run <= runs; run++) {
      measure(ringdown, run, events, replies);
    }
    system.terminate();
  }

  private Config config() {
    try {
      return switch (journal) {
        case "memory" -> Journals.inMemory();
        case "nothing" -> NothingKept.config();
        case "h2" -> Journals.h2(Files.createTempDirectory("deadlines"));
        default ->
            throw new IllegalArgumentException(
                "journal: " + journal + " (expected: memory, nothing or h2)");
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void measure(
      Ringdown ringdown, int run, ActorRef<SessionEvent> events, ActorRef<SessionReply> replies) {
    deadlines.clear();
    callee.reset();
    caller.reset();
    heard = new CountDownLatch(2 * calls);
    Instant first = Instant.now().plus(QUIET).plusMillis(1000L * calls / rate);
    for (int i = 0; i < calls; i++) {
      free.acquireUninterruptibly();
      String name = run + "-" + i;
      ActorRef<SessionCommand> from =
          ringdown.connect(CallUser.of("caller-" + name), "device", events);
      ActorRef<SessionCommand> to =
          ringdown.connect(CallUser.of("callee-" + name), "device", events);
      if (to.equals(from)) {
        throw new IllegalStateException("expected two sessions");
      }
      Instant due = first.plusMillis((long) within * i / calls);
      Invitation invitation =
          Invitation.voice("callee-" + name).withTimeout(Duration.between(Instant.now(), due));
      from.tell(
          new SessionCommand.Perform("invite-" + i, new Operation.Invite(invitation), replies));
    }
    System.out.printf(
        "run %d: all invited %s before the first deadline%n",
        run, Duration.between(Instant.now(), first));
    try {
      if (!heard.await(10, TimeUnit.MINUTES)) {
        throw new IllegalStateException("still missing: " + heard.getCount());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while measuring", e);
    }
    print("callee", callee);
    print("caller", caller);
  }

  private void answered(SessionReply reply) {
    free.release();
    if (reply.result() instanceof Result.Failed failed) {
      throw new IllegalStateException("cannot measure: " + failed.error());
    }
  }

  private void hear(SessionEvent event) {
    Instant now = Instant.now();
    if (event instanceof SessionEvent.IncomingCallReceived ring) {
      deadlines.put(ring.callId(), ring.deadline());
    } else if (event instanceof SessionEvent.IncomingCallTimeout timeout) {
      late(callee, timeout.callId(), now);
    } else if (event instanceof SessionEvent.OutgoingCallTimeout timeout) {
      late(caller, timeout.callId(), now);
    }
  }

  private void late(Histogram histogram, String callId, Instant now) {
    histogram.recordValue(Math.max(0, Duration.between(deadlines.get(callId), now).toMillis()));
    heard.countDown();
  }

  private void print(String who, Histogram late) {
    System.out.printf(
        "  %s, %s, %d due within %d ms, told late by: p50 %d, p99 %d, max %d ms (%d)%n",
        journal,
        who,
        calls,
        within,
        late.getValueAtPercentile(50),
        late.getValueAtPercentile(99),
        late.getMaxValue(),
        late.getTotalCount());
  }
}
