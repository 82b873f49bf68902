package dev.ringdown.benchmark;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.Ringdown;
import dev.ringdown.journal.JdbcOpenCalls;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * More invitations than an engine can take, for minutes: what is refused, what waits, what grows.
 */
@Command(
    name = "overload",
    mixinStandardHelpOptions = true,
    description = "Offers invitations at a fixed rate; prints what becomes of them.")
public final class Overload implements Callable<Integer> {
  @Parameters(description = "h2 or postgres")
  private String journal;

  @Option(names = "--rate", description = "invitations a second (default: ${DEFAULT-VALUE})")
  private int rate = 5000;

  @Option(names = "--minutes", description = "how long (default: ${DEFAULT-VALUE})")
  private int minutes = 5;

  @Option(names = "--every", description = "seconds for each line (default: ${DEFAULT-VALUE})")
  private int every = 30;

  @Option(names = "--limit", description = "invitations in flight (default: the engine's)")
  private int limit;

  @Option(names = "--retention", description = "of ended calls (default: ${DEFAULT-VALUE})")
  private String retention = "1m";

  private final OverloadFigures figures = new OverloadFigures();

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Overload()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("overload");
    if (journal.equals("postgres")) {
      try (EmbeddedPostgres postgres = Journals.syncedPostgres(folder)) {
        run(Journals.postgres(postgres));
      }
    } else {
      run(Journals.h2(folder));
    }
    return 0;
  }

  private void run(Config journalled) {
    String settings =
        "ringdown.journal.retention = "
            + retention
            + (limit == 0 ? "" : "\nringdown.invitation.max-in-flight = " + limit);
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "overload",
            ConfigFactory.parseString(settings).withFallback(journalled));
    Ringdown ringdown = Ringdown.get(system);
    JdbcOpenCalls openCalls = new JdbcOpenCalls(system, ringdown.settings().call());
    // Each calls every four seconds; a call lasts for half a second, and what the engine needs.
    int pairs = rate * 4;
    for (int i = 0; i < pairs; i++) {
      system.systemActorOf(
          Impatient.create(ringdown, "pair-" + i, Duration.ofSeconds(4), i, figures),
          "pair-" + i,
          Props.empty());
    }
    System.out.printf(
        "%s, %d invitations a second, at most %d in flight%n",
        journal, rate, ringdown.settings().session().maxInFlight());
    System.out.println("   s  heap MB    open " + OverloadFigures.header());
    for (int line = 1; line <= minutes * 60 / every; line++) {
      long before = System.nanoTime();
      await(Duration.ofSeconds(every));
      String told = figures.line((System.nanoTime() - before) / 1e9);
      int open = openCalls.find().toCompletableFuture().join().size();
      System.gc();
      long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
      // What waited for the collection is of no line.
      figures.line(1);
      System.out.printf("%4d %8d %7d %s%n", line * every, heap, open, told);
    }
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }

  private static void await(Duration duration) {
    try {
      new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while measuring", e);
    }
  }
}
