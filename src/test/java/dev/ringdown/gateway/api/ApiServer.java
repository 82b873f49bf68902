package dev.ringdown.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.Ringdown;
import dev.ringdown.RingdownSetup;
import dev.ringdown.gateway.Gateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The interface on loopback, with an engine that keeps its journal in a file, and a client. */
public final class ApiServer implements AutoCloseable {
  public static final String TOKEN = "a-token-of-a-back-end";
  static final int BODY_LIMIT = 16 * 1024;

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * @param type of the content, without parameters
   */
  public record Reply(int status, String type, String text, HttpHeaders headers) {
    public JsonNode json() {
      return JSON.readTree(text);
    }

    /** The value at this path, such as {@code /members/0/user/id}. */
    public String at(String path) {
      return json().at(path).asString();
    }
  }

  private final Ringdown ringdown;
  private final Gateway gateway;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Description description;

  private ApiServer(Config journal, String token) {
    ringdown =
        Ringdown.start(
            ConfigFactory.parseString(
                    """
                ringdown.gateway {
                  port = 0
                  auth.secret = "a-secret-that-no-device-needs-here"
                  api { token = "%s", body-limit = %d, body-timeout = 500ms }
                  metrics.token = "a-token-of-prometheus"
                }
                """
                        .formatted(token, BODY_LIMIT))
                .withFallback(journal),
            RingdownSetup.create());
    gateway = Gateway.start(ringdown);
    description = new Description(send("GET", "/openapi.json", Optional.empty()).text());
  }

  public static ApiServer start(Path folder) {
    return start(inFile(folder));
  }

  /**
   * @param journal where it is
   */
  public static ApiServer start(Config journal) {
    return new ApiServer(journal, TOKEN);
  }

  static ApiServer withoutToken(Path folder) {
    return new ApiServer(inFile(folder), "");
  }

  private static Config inFile(Path folder) {
    return ConfigFactory.parseMap(
        Map.of("ringdown.journal.jdbc.url", "jdbc:h2:file:" + folder.resolve("calls")));
  }

  public Ringdown ringdown() {
    return ringdown;
  }

  Description description() {
    return description;
  }

  URI uri() {
    return gateway.uri();
  }

  // ---- What is described

  Reply get(String path) {
    return checked("GET", path, send("GET", path, Optional.empty(), bearer()));
  }

  Reply post(String path, String body, String... headers) {
    if (!body.isEmpty()) {
      description.checkRequest("POST", path, body);
    }
    return postAnything(path, body, headers);
  }

  /** What need not be what the description takes. */
  Reply postAnything(String path, String body, String... headers) {
    String[] all = new String[headers.length + 4];
    System.arraycopy(headers, 0, all, 0, headers.length);
    System.arraycopy(bearer(), 0, all, headers.length, 2);
    all[headers.length + 2] = "Content-Type";
    all[headers.length + 3] = "application/json";
    return checked("POST", path, send("POST", path, Optional.of(body), all));
  }

  private Reply checked(String method, String path, Reply reply) {
    description.checkAnswer(method, path, reply.status(), reply.type(), reply.text());
    return reply;
  }

  // ---- Anything

  private static String[] bearer() {
    return new String[] {"Authorization", "Bearer " + TOKEN};
  }

  /**
   * @param headers names and values in turn
   */
  public Reply send(String method, String path, Optional<String> body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri().resolve(path))
            .method(method, body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  Reply send(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      String type = response.headers().firstValue("Content-Type").orElse("").split(";")[0];
      return new Reply(response.statusCode(), type, response.body(), response.headers());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static void assertProblem(Reply reply, int status, String code) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.type()).isEqualTo("application/problem+json");
    assertThat(reply.at("/code")).isEqualTo(code);
    assertThat(reply.at("/status")).isEqualTo("" + status);
    assertThat(reply.at("/title")).isNotEmpty();
    assertThat(reply.at("/detail")).isNotEmpty();
  }

  @Override
  public void close() {
    gateway.close();
    ringdown.close();
  }
}
