package dev.ringdown.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The gateway under load, from another process and over real sockets: what an idle connection
 * costs, how many complete calls a second of its CPU makes, and how long frames are under way.
 */
@Command(
    name = "gateway-load",
    mixinStandardHelpOptions = true,
    description =
        "Idle sockets, then calls in a closed loop, against a gateway in another process.")
public final class GatewayLoad implements Callable<Integer> {
  /** Sockets that are being opened at a time. */
  private static final int OPENING = 50;

  @Option(names = "--idle", description = "connections held (default: ${DEFAULT-VALUE})")
  private int idle = 5000;

  @Option(names = "--pairs", description = "calls at a time (default: ${DEFAULT-VALUE})")
  private int pairs = 50;

  @Option(names = "--seconds", description = "of each half (default: ${DEFAULT-VALUE})")
  private int seconds = 20;

  @Option(names = "--h2", description = "an H2 journal in this folder; otherwise in memory")
  private String folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Histogram toCallee = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(1), 3);
  private final Histogram toCaller = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(1), 3);
  private Process server;
  private BufferedReader answers;
  private URI uri;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new GatewayLoad()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    start();
    try {
      long[] before = ask("heap");
      List<WebSocket> held = hold();
      long[] after = ask("heap");
      if (idle > 0) {
        System.out.printf(
            "%d idle connections: %d bytes of heap each, %.2f ms of CPU to open one%n",
            held.size(),
            (after[1] - before[1]) / held.size(),
            (after[0] - before[0]) / 1e6 / held.size());
      }
      List<CallingPair> all = new ArrayList<>();
      for (int i = 0; i < pairs; i++) {
        all.add(new CallingPair(this::open, "caller-" + i, "callee-" + i, toCallee, toCaller));
      }
      all.forEach(CallingPair::begin);
      measure(all, "warm-up");
      measure(all, "measured");
      return 0;
    } finally {
      server.destroy();
    }
  }

  private void start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-Xmx4g", "-cp", System.getProperty("java.class.path")));
    command.add(GatewayServer.class.getName());
    if (folder != null) {
      command.add(folder);
    }
    server = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    answers = server.inputReader(StandardCharsets.UTF_8);
    String line = answers.readLine();
    while (line != null && !line.startsWith("http")) {
      line = answers.readLine();
    }
    uri = URI.create(line);
  }

  private long[] ask(String what) throws IOException {
    server.getOutputStream().write((what + "\n").getBytes(StandardCharsets.UTF_8));
    server.getOutputStream().flush();
    String[] words = answers.readLine().split(" ");
    return new long[] {Long.parseLong(words[0]), Long.parseLong(words[1])};
  }

  private List<WebSocket> hold() throws InterruptedException {
    Semaphore places = new Semaphore(OPENING);
    List<CompletableFuture<WebSocket>> opening = new ArrayList<>();
    for (int i = 0; i < idle; i++) {
      places.acquire();
      CompletableFuture<Void> welcome = new CompletableFuture<>();
      CompletableFuture<Void> told = welcome.whenComplete((done, failed) -> places.release());
      opening.add(
          open("idle-" + i, frame -> welcome.complete(null))
              .thenCombine(told, (open, nothing) -> open));
    }
    return opening.stream().map(one -> one.orTimeout(5, TimeUnit.MINUTES).join()).toList();
  }

  private CompletableFuture<WebSocket> open(String user, CallingPair.Heard heard) {
    URI token = uri.resolve("dev/token?user=" + user);
    return client
        .sendAsync(HttpRequest.newBuilder(token).build(), BodyHandlers.ofString())
        .thenCompose(
            answer ->
                client
                    .newWebSocketBuilder()
                    .subprotocols("ringdown.v1.json")
                    .buildAsync(
                        URI.create("ws" + uri.toString().substring(4) + "ws"),
                        new CallingPair.Ear(heard))
                    .thenCompose(
                        socket ->
                            socket.sendText(
                                "{\"hello\":{\"version\":1,\"token\":\"" + answer.body() + "\"}}",
                                true)));
  }

  private void measure(List<CallingPair> all, String what)
      throws IOException, InterruptedException {
    toCallee.reset();
    toCaller.reset();
    long callsBefore = all.stream().mapToLong(CallingPair::calls).sum();
    long[] before = ask("cpu");
    long began = System.nanoTime();
    new Semaphore(0).tryAcquire(Duration.ofSeconds(seconds).toNanos(), TimeUnit.NANOSECONDS);
    long[] after = ask("cpu");
    double took = (System.nanoTime() - began) / 1e9;
    double cpu = (after[0] - before[0]) / 1e9;
    long calls = all.stream().mapToLong(CallingPair::calls).sum() - callsBefore;
    System.out.printf(
        "%s: %d calls at a time, %.0f calls/s, %.0f calls per CPU-second of the server (%.2f ms"
            + " each)%n  invite to callee p50 %.1f ms, p99 %.1f ms; accept to caller p50 %.1f ms,"
            + " p99 %.1f ms%n",
        what,
        pairs,
        calls / took,
        calls / cpu,
        cpu * 1e3 / calls,
        toCallee.getValueAtPercentile(50) / 1e6,
        toCallee.getValueAtPercentile(99) / 1e6,
        toCaller.getValueAtPercentile(50) / 1e6,
        toCaller.getValueAtPercentile(99) / 1e6);
  }
}
