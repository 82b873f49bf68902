package dev.ringdown.gateway.metrics;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.Directives;
import akka.http.javadsl.server.Route;
import dev.ringdown.Ringdown;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * {@code /health}: the process answers; if not, restart it. {@code /ready}: it can take calls; if
 * not, send it nothing: the journal does not answer, the node is not a member of its cluster, or it
 * is stopping.
 */
public final class Health {
  /** The journal is asked no more often, however many ask here. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  /** Those who probe do not wait for long. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final String UP = "UP";
  private static final String DOWN = "DOWN";

  private record Asked(long at, CompletableFuture<Boolean> answer) {}

  private final Ringdown ringdown;
  private final ActorSystem<?> system;
  private final boolean clustered;
  private Asked journal;

  public Health(Ringdown ringdown) {
    this.ringdown = ringdown;
    system = ringdown.system();
    clustered = system.settings().config().getString("akka.actor.provider").contains("cluster");
  }

  public Route route() {
    return Directives.get(
        () ->
            Directives.concat(
                Directives.path("health", () -> Directives.complete(response(true, Map.of()))),
                Directives.path("ready", () -> Directives.completeWithFuture(ready()))));
  }

  private CompletionStage<HttpResponse> ready() {
    return journalAnswers()
        .thenApply(
            answers -> {
              Map<String, Boolean> checks = new TreeMap<>();
              checks.put("journal", answers);
              checks.put("running", CoordinatedShutdown.get(system).getShutdownReason().isEmpty());
              if (clustered) {
                checks.put("member", isMember());
              }
              return response(!checks.containsValue(false), checks);
            });
  }

  private boolean isMember() {
    return Cluster.get(system).selfMember().status().equals(MemberStatus.up());
  }

  private synchronized CompletableFuture<Boolean> journalAnswers() {
    long now = System.nanoTime();
    if (journal == null || now - journal.at() > FRESH.toNanos()) {
      journal =
          new Asked(
              now,
              ringdown
                  .backend()
                  .journalAnswers()
                  .toCompletableFuture()
                  .thenApply(answers -> answers)
                  .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    }
    return journal.answer();
  }

  private static HttpResponse response(boolean up, Map<String, Boolean> checks) {
    String said =
        checks.entrySet().stream()
            .map(check -> "\"%s\":\"%s\"".formatted(check.getKey(), word(check.getValue())))
            .collect(Collectors.joining(","));
    String body =
        "{\"status\":\"%s\"%s}"
            .formatted(word(up), checks.isEmpty() ? "" : ",\"checks\":{" + said + "}");
    return HttpResponse.create()
        .withStatus(up ? 200 : 503)
        .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, body));
  }

  private static String word(boolean up) {
    return up ? UP : DOWN;
  }
}
