package dev.ringdown.gateway.api;

import static dev.ringdown.gateway.api.ApiServer.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.gateway.api.ApiServer.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is wrong with a request has an answer that names it, and none brings the server down.
 */
class ApiErrorsTest {
  private static final String GOOD =
      """
      {"caller":{"id":"alice"},"callType":"VOICE","callees":[{"user":{"id":"bob"}}]}
      """;

  @TempDir private static Path folder;
  private static ApiServer server;

  @BeforeAll
  static void start() {
    server = ApiServer.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  // ---- Who asks

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        "Bearer a-token-of-a-back-en",
        "Bearer a-token-of-a-back-endx",
        "Basic YS10b2tlbi1vZi1hLWJhY2stZW5k",
        "a-token-of-a-back-end",
        "Bearer a-token-of-a-back-end a-token-of-a-back-end"
      })
  void shouldLetNobodyInWithoutTheToken(String authorization) {
    for (String path : new String[] {"/v1/calls/c", "/v1/nothing", "/v1"}) {
      Reply refused =
          authorization.isEmpty()
              ? server.send("GET", path, Optional.empty())
              : server.send("GET", path, Optional.empty(), "Authorization", authorization);
      assertProblem(refused, 401, "UNAUTHENTICATED");
      assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }
  }

  @Test
  void shouldBeOffWithoutAToken(@TempDir Path other) {
    try (ApiServer off = ApiServer.withoutToken(other)) {
      assertProblem(
          off.send("GET", "/v1/calls/c", Optional.empty(), "Authorization", "Bearer "),
          404,
          "UNKNOWN_PATH");
      assertThat(off.send("GET", "/openapi.json", Optional.empty()).status()).isEqualTo(200);
    }
  }

  // ---- What is asked

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/calls",
    "DELETE, /v1/calls/c",
    "PUT, /v1/calls/c/end",
    "POST, /v1/users/u/calls",
    "PATCH, /v1/calls/c/timeline"
  })
  void shouldNameTheMethodThatAPathHas(String method, String path) {
    Reply refused = sends(method, path);

    assertProblem(refused, 405, "METHOD_NOT_ALLOWED");
    assertThat(refused.headers().firstValue("Allow")).contains(refused.at("/limit"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1",
        "/v1/",
        "/v1/calls/",
        "/v1/calls/c/",
        "/v1/calls/c/bogus",
        "/v1/calls//end",
        "/v1/users/u",
        "/v1/calls/c/end/now",
        "/v1/..%2f..%2fetc%2fpasswd"
      })
  void shouldNotKnowOtherPaths(String path) {
    Reply refused = sends("GET", path);

    assertThat(refused.status()).as(refused.text()).isIn(404, 405, 400);
    assertThat(refused.type()).isEqualTo("application/problem+json");
  }

  private static Reply sends(String method, String path) {
    return server.send(
        method, path, Optional.empty(), "Authorization", "Bearer " + ApiServer.TOKEN);
  }

  // ---- What a body says

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        " | body | a JSON object",
        "null | body | a JSON object",
        "[] | body | a JSON object",
        "7 | body | a JSON object",
        "{ | body | a JSON object in UTF-8",
        "{\"caller\":} | body | a JSON object in UTF-8",
        "{} {} | body | a JSON object",
        "{} | caller | a user",
        "{\"bogus\":1} | bogus | one of callId",
        "{\"caller\":{\"id\":\"a\",\"admin\":true}} | caller.admin | one of id, name",
        "{\"caller\":{\"id\":7}} | caller.id | a string",
        "{\"callType\":\"PHONE\"} | callType | one of VOICE, VIDEO",
        "{\"callType\":0} | callType | one of VOICE, VIDEO",
        "{\"callees\":{}} | callees | an array",
        "{\"caller\":{\"id\":\"a\"},\"callees\":[null],\"callType\":\"VOICE\"} | callees[0] | a user",
        "{\"caller\":{\"id\":\"a\"},\"callees\":[{}]} | callees[0].user | a user",
        "{\"caller\":{\"id\":\"a\"},\"callees\":[{\"user\":{}}]} | callees[0].user.id | a user's id",
        "{\"timeout\":30} | timeout | seconds",
        "{\"timeout\":\"1 minute\"} | timeout | seconds",
        "{\"timeout\":\"-5s\"} | timeout | seconds",
        "{\"timeout\":\"9999999999999s\"} | timeout | seconds",
        "{\"customData\":[]} | customData | a string",
        "{\"callees\":[],\"callees\":[]} | body | a JSON object in UTF-8",
      })
  void shouldNameWhatIsWrongWithABody(String body, String field, String limit) {
    Reply refused = server.postAnything("/v1/calls", body == null ? "" : body);

    assertProblem(refused, 400, "INVALID_ARGUMENT");
    assertThat(refused.at("/field")).as(refused.text()).isEqualTo(field);
    assertThat(refused.at("/limit")).startsWith(limit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"caller\":{\"id\":\"alice\"} | \"caller\":{\"id\":\"\"} | 400 | INVALID_ARGUMENT | caller.id",
        "\"id\":\"alice\" | \"id\":\"al\\u0000ce\" | 400 | INVALID_ARGUMENT | caller.id",
        "\"id\":\"alice\" | \"id\":\"\\ud800\" | 400 | INVALID_ARGUMENT | caller.id",
        "\"id\":\"bob\" | \"id\":\"alice\" | 400 | INVALID_ARGUMENT | callees[0].id",
        "\"callType\":\"VOICE\" | \"callType\":\"VOICE\",\"timeout\":\"0s\" | 400 | INVALID_ARGUMENT | timeout",
        "\"callType\":\"VOICE\" | \"callType\":\"VOICE\",\"timeout\":\"601s\" | 400 | INVALID_ARGUMENT | timeout",
        "\"callType\":\"VOICE\" | \"callType\":\"VOICE\",\"room\":\"\" | 400 | INVALID_ARGUMENT | room",
        "[{\"user\":{\"id\":\"bob\"}}] | [] | 400 | INVALID_ARGUMENT | callees",
      })
  void shouldPassOnWhatTheEngineRefuses(
      String good, String bad, int status, String code, String field) {
    Reply refused = server.postAnything("/v1/calls", GOOD.replace(good, bad));

    assertProblem(refused, status, code);
    assertThat(refused.at("/field")).isEqualTo(field);
    assertThat(refused.at("/limit")).isNotEmpty();
  }

  @Test
  void shouldNameTheLimitOfWhatIsTooMuch() {
    String ten =
        "["
            + "{\"user\":{\"id\":\"u%d\"}},".repeat(9).formatted(1, 2, 3, 4, 5, 6, 7, 8, 9)
            + "{\"user\":{\"id\":\"u10\"}}]";
    Reply many =
        server.postAnything("/v1/calls", GOOD.replace("[{\"user\":{\"id\":\"bob\"}}]", ten));
    assertProblem(many, 422, "TOO_MANY_INVITEES");
    assertThat(many.at("/limit")).isEqualTo("1 to 9");

    Reply large =
        server.postAnything(
            "/v1/calls",
            GOOD.replace(
                "\"callType\"", "\"customData\":\"" + "x".repeat(3000) + "\",\"callType\""));
    assertProblem(large, 413, "PAYLOAD_TOO_LARGE");
    assertThat(large.at("/field")).isEqualTo("customData");
  }

  @Test
  void shouldRefuseABodyThatIsTooLargeHoweverItComes() {
    String huge = "{\"customData\":\"" + "x".repeat(ApiServer.BODY_LIMIT) + "\"}";

    Reply refused = server.postAnything("/v1/calls", huge);

    assertProblem(refused, 413, "PAYLOAD_TOO_LARGE");
    assertThat(refused.at("/field")).isEqualTo("body");
    assertThat(refused.at("/limit")).contains("" + ApiServer.BODY_LIMIT);
  }

  @Test
  void shouldRefuseABodyThatIsNestedTooDeep() {
    assertProblem(
        server.postAnything("/v1/calls", "{\"callees\":" + "[".repeat(5000)),
        400,
        "INVALID_ARGUMENT");
  }

  @Test
  void shouldTakeJsonOnly() {
    Reply refused =
        server.send(
            "POST",
            "/v1/calls",
            Optional.of(GOOD),
            "Authorization",
            "Bearer " + ApiServer.TOKEN,
            "Content-Type",
            "text/plain");

    assertProblem(refused, 415, "UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void shouldRefuseABodyWhereThereIsNothingToSay() {
    assertProblem(
        server.postAnything("/v1/calls/c/end", "{\"reason\":\"x\"}"), 400, "INVALID_ARGUMENT");
    assertProblem(server.postAnything("/v1/calls/none/end", "{}"), 404, "UNKNOWN_CALL");
  }

  @ParameterizedTest
  @CsvSource({"limit=0,limit", "limit=101,limit", "limit=many,limit", "offset=-1,offset"})
  void shouldNameABadParameter(String query, String field) {
    Reply refused = server.get("/v1/users/bob/missed-calls?" + query);

    assertProblem(refused, 400, "INVALID_ARGUMENT");
    assertThat(refused.at("/field")).isEqualTo(field);
  }

  @Test
  void shouldRefuseAnIdThatIsTooLong() {
    assertProblem(server.get("/v1/calls/" + "c".repeat(129)), 400, "INVALID_ARGUMENT");
    assertProblem(server.get("/v1/users/" + "%00" + "/calls"), 400, "INVALID_ARGUMENT");
  }

  @Test
  void shouldNotWaitForEverForABody() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /v1/calls HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                  + ApiServer.TOKEN
                  + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      socket.setSoTimeout(10_000);
      assertThat(line(socket.getInputStream())).startsWith("HTTP/1.1 408");
    }
    assertThat(server.get("/v1/users/bob/calls").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE / HTTP/1.1\r\n\r\n",
        "GET /v1/calls/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /v1/calls HTTP/9.9\r\nHost: x\r\n\r\n",
        "POST /v1/calls HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"
      })
  void shouldSurviveWhatIsNoHttp(String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      assertThat(line(socket.getInputStream())).matches("HTTP/1.1 (4|50).*");
    }
    assertThat(server.get("/v1/users/bob/calls").status()).isEqualTo(200);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c > 0 && c != '\r'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }
}
