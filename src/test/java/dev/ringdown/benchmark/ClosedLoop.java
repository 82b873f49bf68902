package dev.ringdown.benchmark;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import com.sun.management.OperatingSystemMXBean;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.Ringdown;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a complete call costs: invite, ring, accept, end, as many at a time as there are pairs. */
@Command(
    name = "closed-loop",
    mixinStandardHelpOptions = true,
    description = "Measures complete calls per CPU second, with everything in one JVM.")
public final class ClosedLoop implements Runnable {
  @Parameters(description = "memory, h2 or postgres (its own processes' CPU time is included)")
  private String journal;

  @Option(names = "--calls", description = "calls in flight (default: ${DEFAULT-VALUE})")
  private int pairs = 1000;

  @Option(names = "--runs", description = "measured runs (default: ${DEFAULT-VALUE})")
  private int runs = 5;

  @Option(names = "--seconds", description = "length of a run (default: ${DEFAULT-VALUE})")
  private int seconds = 20;

  @Option(names = "--warm-up", description = "seconds before the first (default: ${DEFAULT-VALUE})")
  private int warmUp = 30;

  private record Cost(double callsPerSecond, double cpuMillisPerCall) {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ClosedLoop()).execute(arguments));
  }

  @Override
  public void run() {
    try {
      Path folder = Files.createTempDirectory("closed-loop");
      switch (journal) {
        case "memory" -> measure(Journals.inMemory(), Optional.empty());
        case "h2" -> measure(Journals.h2(folder), Optional.empty());
        case "postgres" -> {
          try (EmbeddedPostgres postgres = Journals.syncedPostgres(folder)) {
            measure(Journals.postgres(postgres), Optional.of(server(folder)));
          }
        }
        default ->
            throw new IllegalArgumentException(
                "journal: " + journal + " (expected: memory, h2 or postgres)");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void measure(Config config, Optional<ProcessHandle> database) {
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "benchmark",
            ConfigFactory.parseMap(Map.of("ringdown.invitation.max-in-flight", pairs))
                .withFallback(config));
    Ringdown ringdown = Ringdown.get(system);
    LongAdder calls = new LongAdder();
    LongAdder failures = new LongAdder();
    for (int i = 0; i < pairs; i++) {
      system.systemActorOf(Pair.create(ringdown, i, calls, failures), "pair-" + i, Props.empty());
    }
    await(Duration.ofSeconds(warmUp));
    List<Cost> costs = new ArrayList<>();
    for (int run = 1; run <= runs; run++) {
      Cost cost = run(calls, database);
      costs.add(cost);
      print("run " + run, cost);
    }
    costs.sort(Comparator.comparingDouble(Cost::cpuMillisPerCall));
    print("median", costs.get(costs.size() / 2));
    System.out.println("failures: " + failures.sum());
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }

  private Cost run(LongAdder calls, Optional<ProcessHandle> database) {
    long callsBefore = calls.sum();
    long cpuBefore = cpuNanos(database);
    long before = System.nanoTime();
    await(Duration.ofSeconds(seconds));
    double done = calls.sum() - callsBefore;
    double cpu = cpuNanos(database) - cpuBefore;
    double elapsed = System.nanoTime() - before;
    return new Cost(done * 1e9 / elapsed, cpu / 1e6 / done);
  }

  /** Of this process, and of the database and all that it started. */
  private static long cpuNanos(Optional<ProcessHandle> database) {
    OperatingSystemMXBean own =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Stream<ProcessHandle> others =
        database.stream().flatMap(first -> Stream.concat(Stream.of(first), first.descendants()));
    return own.getProcessCpuTime()
        + others
            .flatMap(process -> process.info().totalCpuDuration().stream())
            .mapToLong(Duration::toNanos)
            .sum();
  }

  /** It is no child of this process. */
  private static ProcessHandle server(Path folder) throws IOException {
    String first = Files.readAllLines(folder.resolve("postmaster.pid")).get(0).trim();
    return ProcessHandle.of(Long.parseLong(first)).orElseThrow();
  }

  private void print(String name, Cost cost) {
    System.out.printf(
        "%-8s %s, %d in flight: %.0f calls/s, %.3f CPU ms per call, %.0f calls per CPU second%n",
        name,
        journal,
        pairs,
        cost.callsPerSecond(),
        cost.cpuMillisPerCall(),
        1000 / cost.cpuMillisPerCall());
  }

  /** The load goes on meanwhile. */
  private static void await(Duration duration) {
    try {
      new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while measuring", e);
    }
  }
}
