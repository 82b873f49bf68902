package dev.ringdown.benchmark;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import com.sun.management.OperatingSystemMXBean;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.Ringdown;
import dev.ringdown.journal.JdbcOpenCalls;
import dev.ringdown.spi.OpenCalls.OpenCall;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A steady load on H2 for a long time, and what grows meanwhile. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = "Calls at a steady rate on an H2 file with purge; prints what grows.")
public final class Soak implements Callable<Integer> {
  /** Nothing may be open for longer than this after it was due. */
  private static final Duration BOUND = Duration.ofSeconds(15);

  @Option(names = "--rate", description = "calls a second (default: ${DEFAULT-VALUE})")
  private int rate = 1000;

  @Option(names = "--minutes", description = "how long (default: ${DEFAULT-VALUE})")
  private int minutes = 30;

  @Option(names = "--retention", description = "of ended calls (default: ${DEFAULT-VALUE})")
  private String retention = "2m";

  @Option(names = "--seed", description = "of what becomes of the calls")
  private long seed = System.nanoTime();

  private final LongAdder calls = new LongAdder();

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Soak()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("soak");
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "soak", config(folder));
    Ringdown ringdown = Ringdown.get(system);
    JdbcOpenCalls openCalls = new JdbcOpenCalls(system, ringdown.settings().call());
    // Each calls every two seconds: the longest call lasts one, or until its caller is missed.
    int pairs = rate * 2;
    for (int i = 0; i < pairs; i++) {
      system.systemActorOf(
          Caller.create(ringdown, "pair-" + i, Duration.ofSeconds(2), seed + i, calls),
          "pair-" + i,
          Props.empty());
    }
    System.out.printf("seed %d, %d calls a second, kept for %s%n", seed, rate, retention);
    System.out.println("minute     calls  CPU %  heap MB  file MB    events  open  orphans");
    long orphans = 0;
    for (int minute = 1; minute <= minutes; minute++) {
      double cpu = cpu(Duration.ofMinutes(1));
      orphans += report(minute, cpu, folder, system, openCalls);
    }
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
    System.out.println(orphans == 0 ? "no orphans" : orphans + " orphans");
    return orphans == 0 ? 0 : 1;
  }

  /** Percent of all processors that this process takes for so long. */
  private static double cpu(Duration duration) {
    OperatingSystemMXBean machine =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long before = machine.getProcessCpuTime();
    await(duration);
    long used = machine.getProcessCpuTime() - before;
    return 100.0 * used / duration.toNanos() / machine.getAvailableProcessors();
  }

  private long report(
      int minute, double cpu, Path folder, ActorSystem<?> system, JdbcOpenCalls openCalls)
      throws IOException, SQLException {
    List<OpenCall> open = openCalls.find().toCompletableFuture().join();
    Instant overdue = Instant.now().minus(BOUND);
    long orphans = open.stream().filter(call -> call.due().isBefore(overdue)).count();
    System.gc();
    System.out.printf(
        "%6d %9d %6.0f %8d %8d %9d %5d %8d%n",
        minute,
        calls.sum(),
        cpu,
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
        Files.size(folder.resolve("calls.mv.db")) >> 20,
        events(system),
        open.size(),
        orphans);
    return orphans;
  }

  private static long events(ActorSystem<?> system) throws SQLException {
    String url = system.settings().config().getString("ringdown.journal.jdbc.url");
    try (Connection connection = DriverManager.getConnection(url, "ringdown", "");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from \"event_journal\"")) {
      row.next();
      return row.getLong(1);
    }
  }

  private Config config(Path folder) {
    return ConfigFactory.parseString(
            // Few missed calls: all users have as many as are kept, soon after the start.
            "ringdown { missed-calls = 20, journal.retention = %s, journal.jdbc.url = \"jdbc:h2:file:%s\" }"
                .formatted(retention, folder.resolve("calls")))
        .withFallback(ConfigFactory.defaultOverrides())
        .withFallback(ConfigFactory.parseResources("h2.conf"))
        .withFallback(ConfigFactory.parseResources("start.conf"))
        .withFallback(ConfigFactory.defaultReference())
        .resolve();
  }

  private static void await(Duration duration) {
    try {
      new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while measuring", e);
    }
  }
}
