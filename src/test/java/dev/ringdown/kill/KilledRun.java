package dev.ringdown.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that is killed (SIGKILL on Unix) in the middle of its calls. */
final class KilledRun {
  private KilledRun() {}

  /** Everything that the process's users were told until then. */
  static List<Fact> of(String database, String url, Plan plan, Path folder) throws IOException {
    List<Fact> facts = new ArrayList<>();
    String[] arguments =
        Stream.concat(Stream.of(database, url), Stream.of(plan.toArguments()))
            .toArray(String[]::new);
    System.out.println("seed " + plan.seed());
    Process process = Jvm.start(Doomed.class, folder, List.of("-Xmx2g"), arguments);
    CompletableFuture<Boolean> killed = CompletableFuture.completedFuture(false);
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      String line;
      while ((line = output.readLine()) != null) {
        if (line.equals(Doomed.READY)) {
          // Not by the process itself: that would close the output before its end is read.
          killed =
              CompletableFuture.supplyAsync(
                  process.toHandle()::destroyForcibly,
                  CompletableFuture.delayedExecutor(
                      plan.untilKilled().toMillis(), TimeUnit.MILLISECONDS));
        }
        Fact.parse(line).ifPresent(facts::add);
      }
    } finally {
      process.destroyForcibly();
    }
    if (!killed.join()) {
      throw new IllegalStateException("expected a process to kill, but it ended by itself");
    }
    return facts;
  }
}
