package dev.ringdown.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.Backend;
import dev.ringdown.CallUser;
import dev.ringdown.Invitation;
import dev.ringdown.InvitationEvents;
import dev.ringdown.Session;
import dev.ringdown.gateway.api.ApiServer;
import dev.ringdown.gateway.api.ApiServer.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus reads. */
class MetricsTest {
  @TempDir private Path folder;

  @Test
  void shouldCountWhatHappensAndNameNobody() {
    try (ApiServer server = ApiServer.start(folder)) {
      Set<String> series = series(metrics(server));
      Session bob = server.ringdown().connect("bob", new InvitationEvents() {});
      Backend backend = server.ringdown().backend();
      String first = join(backend.invite(CallUser.of("alice"), Invitation.voice("bob"))).callId();
      join(bob.accept(first));
      join(backend.end(first));
      String second =
          join(backend.invite(CallUser.of("alice"), Invitation.video("bob", "carol"))).callId();
      join(bob.decline(second));
      backend.call("none").handle((call, failure) -> null).toCompletableFuture().join();

      String metrics = metrics(server);

      assertThat(value(metrics, "ringdown_calls_total{mode=\"ADVANCED\",type=\"VOICE\"}"))
          .isEqualTo(1);
      assertThat(value(metrics, "ringdown_calls_total{mode=\"ADVANCED\",type=\"VIDEO\"}"))
          .isEqualTo(1);
      assertThat(value(metrics, "ringdown_invitation_seconds_count{outcome=\"ACCEPTED\"}"))
          .isEqualTo(1);
      assertThat(value(metrics, "ringdown_invitation_seconds_count{outcome=\"DECLINED\"}"))
          .isEqualTo(1);
      assertThat(
              value(
                  metrics, "ringdown_invitation_seconds_bucket{outcome=\"ACCEPTED\",le=\"600.0\"}"))
          .isEqualTo(1);
      assertThat(value(metrics, "ringdown_call_seconds_count{reason=\"ENDED\"}")).isEqualTo(1);
      assertThat(value(metrics, "ringdown_refused_total{code=\"UNKNOWN_CALL\"}")).isEqualTo(1);
      assertThat(value(metrics, "ringdown_journal_write_seconds_count")).isGreaterThanOrEqualTo(5);
      assertThat(value(metrics, "ringdown_calls_live")).isEqualTo(1);
      assertThat(value(metrics, "ringdown_sessions")).isEqualTo(1);
      assertThat(metrics).doesNotContain("bob", "alice", first);
      // No series comes up by what users do.
      assertThat(series(metrics)).isEqualTo(series);
    }
  }

  @Test
  void shouldBeReadByWhoHasItsTokenOnly() {
    try (ApiServer server = ApiServer.start(folder)) {
      assertThat(server.send("GET", "/metrics", Optional.empty()).status()).isEqualTo(401);
      assertThat(
              server
                  .send(
                      "GET",
                      "/metrics",
                      Optional.empty(),
                      "Authorization",
                      "Bearer " + ApiServer.TOKEN)
                  .status())
          .isEqualTo(401);
    }
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static String metrics(ApiServer server) {
    Reply reply =
        server.send(
            "GET", "/metrics", Optional.empty(), "Authorization", "Bearer a-token-of-prometheus");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.type()).isEqualTo("text/plain");
    return reply.text();
  }

  /** The engine's own, without their values. */
  private static Set<String> series(String metrics) {
    Set<String> series = new TreeSet<>();
    for (String line : List.of(metrics.split("\n"))) {
      if (line.startsWith("ringdown_")) {
        series.add(line.substring(0, line.lastIndexOf(' ')));
      }
    }
    return series;
  }

  private static double value(String metrics, String series) {
    Matcher line =
        Pattern.compile("^" + Pattern.quote(series) + " (\\S+)$", Pattern.MULTILINE)
            .matcher(metrics);
    assertThat(line.find()).as(series + " in\n" + metrics).isTrue();
    return Double.parseDouble(line.group(1));
  }
}
