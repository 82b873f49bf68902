package dev.ringdown.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What a complete call costs on several nodes: invite, ring, accept, end, as many at a time as
 * there are pairs. With more than one node, caller and callee are on different ones.
 */
@Command(
    name = "scaling",
    mixinStandardHelpOptions = true,
    description = "Measures complete calls per CPU second over nodes in JVMs of their own.")
final class Scaling implements Runnable {
  @Parameters(description = "how many nodes")
  private int nodes;

  @Option(names = "--calls", description = "calls in flight (default: ${DEFAULT-VALUE})")
  private int pairs = 1000;

  @Option(names = "--runs", description = "measured runs (default: ${DEFAULT-VALUE})")
  private int runs = 3;

  @Option(names = "--seconds", description = "length of a run (default: ${DEFAULT-VALUE})")
  private int seconds = 12;

  @Option(names = "--warm-up", description = "seconds before the first (default: ${DEFAULT-VALUE})")
  private int warmUp = 180;

  @Option(names = "--tap", description = "counts messages between nodes, which takes CPU time")
  private boolean tap;

  /** All since the start, of all nodes together. */
  private record Sums(
      long at, long calls, long failures, long nodes, long database, long messages, long bytes) {}

  /** Per call, but for the first. */
  private record Cost(
      double callsPerSecond, double nodes, double database, double messages, double bytes) {
    private double cpu() {
      return nodes + database;
    }
  }

  public static void main(String... arguments) {
    System.exit(new CommandLine(new Scaling()).execute(arguments));
  }

  @Override
  public void run() {
    try {
      Path folder = Files.createTempDirectory("scaling");
      try (Cluster cluster = Cluster.of(folder).measured()) {
        measure(tap ? cluster.tapped() : cluster, folder.resolve("postgres"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void measure(Cluster cluster, Path database) throws IOException {
    cluster.with("ringdown.invitation.max-in-flight", pairs);
    cluster.start(nodes);
    // It is no child of this process.
    String server = Files.readAllLines(database.resolve("postmaster.pid")).get(0).trim();
    ProcessHandle postgres = ProcessHandle.of(Long.parseLong(server)).orElseThrow();
    for (int i = 0; i < pairs; i++) {
      cluster.node((i + 1) % nodes).accepts("callee-" + i);
      cluster.node(i % nodes).calls("caller-" + i, "callee-" + i);
    }
    Wait.pause(Duration.ofSeconds(warmUp));
    List<Cost> costs = new ArrayList<>();
    Sums begin = sums(cluster, postgres);
    Sums before = begin;
    for (int run = 1; run <= runs; run++) {
      Wait.pause(Duration.ofSeconds(seconds));
      Sums after = sums(cluster, postgres);
      costs.add(cost(before, after));
      print("run " + run, costs.get(run - 1));
      before = after;
    }
    costs.sort(Comparator.comparingDouble(Cost::cpu));
    print("median", costs.get(costs.size() / 2));
    System.out.printf(
        "failures: %d; before the first run, while everybody began at once, %d%n",
        before.failures() - begin.failures(), begin.failures());
  }

  private static Sums sums(Cluster cluster, ProcessHandle postgres) {
    return new Sums(
        System.nanoTime(),
        sum(cluster, node -> node.counted()[0]),
        sum(cluster, node -> node.counted()[1]),
        sum(cluster, Node::cpuNanos),
        Stream.concat(Stream.of(postgres), postgres.descendants())
            .flatMap(process -> process.info().totalCpuDuration().stream())
            .mapToLong(Duration::toNanos)
            .sum(),
        sum(cluster, node -> sent(node, 2)),
        sum(cluster, node -> sent(node, 3)));
  }

  private static long sum(Cluster cluster, ToLongFunction<Node> what) {
    return cluster.alive().stream().mapToLong(what).sum();
  }

  /** One column of what {@link Wiretap} counted. */
  private static long sent(Node node, int column) {
    return node.wire().stream().mapToLong(kind -> Long.parseLong(kind.split(" ")[column])).sum();
  }

  private static Cost cost(Sums before, Sums after) {
    double calls = after.calls() - before.calls();
    return new Cost(
        calls * 1e9 / (after.at() - before.at()),
        (after.nodes() - before.nodes()) / 1e6 / calls,
        (after.database() - before.database()) / 1e6 / calls,
        (after.messages() - before.messages()) / calls,
        (after.bytes() - before.bytes()) / calls);
  }

  private void print(String name, Cost cost) {
    System.out.printf(
        "%-7s %d nodes: %.0f calls/s; CPU ms per call: %.3f, of the nodes %.3f, of PostgreSQL %.3f;"
            + " %.0f calls per CPU second",
        name,
        nodes,
        cost.callsPerSecond(),
        cost.cpu(),
        cost.nodes(),
        cost.database(),
        1000 / cost.cpu());
    System.out.println(
        tap
            ? "; between nodes, per call: %.1f messages, %.0f bytes"
                .formatted(cost.messages(), cost.bytes())
            : "");
  }
}
