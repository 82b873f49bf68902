package dev.ringdown.gateway.api;

import static dev.ringdown.gateway.api.ApiServer.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.gateway.api.ApiServer.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each thing that a back end can ask for, over HTTP, with users whose phones hear what it does.
 * Every request and every answer is held against the description.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApiTest {
  private static final String NO_BODY = "";

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

  private static Phone phone(String userId) {
    return new Phone(server.ringdown(), userId);
  }

  /** In alice's name, whoever she is here. */
  private static Reply calls(String callId, String caller, String callee, String more) {
    return server.post(
        "/v1/calls",
        """
        {"callId": "%s", "caller": {"id": "%s", "name": "Alice"}, "callType": "VOICE",
         "callees": [{"user": {"id": "%s"}}]%s}
        """
            .formatted(callId, caller, callee, more));
  }

  // ---- Creating

  @Test
  void shouldRingInTheNameOfAUserWhoIsNotThere() {
    Phone bob = phone("bob-1");

    Reply created = calls("c-1", "alice-1", "bob-1", ", \"customData\": \"order 7\"");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.headers().firstValue("Location")).contains("/v1/calls/c-1");
    assertThat(created.at("/callId")).isEqualTo("c-1");
    bob.awaits("rings: Alice order 7");
    assertThat(server.get("/v1/calls/c-1").at("/members/1/user/id")).isEqualTo("bob-1");
  }

  @Test
  void shouldTakeEverythingThatAnInvitationCanSay() {
    Reply created =
        server.post(
            "/v1/calls",
            """
            {"caller": {"id": "alice-2"}, "callType": "VIDEO", "mode": "GENERAL",
             "glarePolicy": "REJECT", "room": "room 2", "customData": "☕", "timeout": "45s",
             "callees": [{"user": {"id": "bob-2", "name": "Bob"}, "timeout": "7.5s"},
                         {"user": {"id": "zoë-2"}}]}
            """);

    Reply call = server.get("/v1/calls/" + created.at("/callId"));
    assertThat(call.at("/room")).isEqualTo("room 2");
    assertThat(call.at("/mode")).isEqualTo("GENERAL");
    assertThat(call.at("/glarePolicy")).isEqualTo("REJECT");
    assertThat(call.at("/callType")).isEqualTo("VIDEO");
    assertThat(call.at("/customData")).isEqualTo("☕");
    assertThat(call.at("/members/1/user/name")).isEqualTo("Bob");
    assertThat(call.at("/members/1/remaining")).matches("[67](\\.\\d+)?s");
    assertThat(call.at("/members/2/user/id")).isEqualTo("zoë-2");
    assertThat(call.at("/members/2/remaining")).matches("4[45](\\.\\d+)?s");
  }

  @Test
  void shouldMakeOneCallOfOneKey() {
    String body =
        """
        {"caller": {"id": "alice-3"}, "callType": "VOICE", "callees": [{"user": {"id": "bob-3"}}]}
        """;
    Reply first = server.post("/v1/calls", body, "Idempotency-Key", "order-3");
    Reply again = server.post("/v1/calls", body, "Idempotency-Key", "order-3");
    Reply other =
        server.post("/v1/calls", body.replace("bob-3", "carol-3"), "Idempotency-Key", "order-3");

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.text()).isEqualTo(first.text());
    assertProblem(other, 422, "CALL_EXISTS");
    assertThat(other.at("/field")).isEqualTo("Idempotency-Key");
    assertThat(server.get("/v1/users/alice-3/calls").json().get("calls").size()).isOne();
    assertThat(server.get("/v1/users/carol-3/calls").json().get("calls").size()).isZero();
  }

  @Test
  void shouldRefuseAKeyThatIsNone() {
    String body =
        """
        {"caller": {"id": "alice-4"}, "callType": "VOICE", "callees": [{"user": {"id": "bob-4"}}]}
        """;
    assertProblem(
        server.post("/v1/calls", body, "Idempotency-Key", "k".repeat(256)),
        400,
        "INVALID_ARGUMENT");
    Reply both =
        server.post(
            "/v1/calls",
            body.replace("{\"caller\"", "{\"callId\": \"c-4\", \"caller\""),
            "Idempotency-Key",
            "order-4");
    assertProblem(both, 400, "INVALID_ARGUMENT");
    assertThat(both.at("/field")).isEqualTo("Idempotency-Key");
  }

  @Test
  void shouldRefuseTheSameIdForAnotherCall() {
    calls("c-5", "alice-5", "bob-5", "");

    assertThat(calls("c-5", "alice-5", "bob-5", "").status()).isEqualTo(201);
    assertProblem(calls("c-5", "alice-5", "carol-5", ""), 409, "CALL_EXISTS");
  }

  @Test
  void shouldNotCallForWhoIsEngaged() {
    calls("c-6", "alice-6", "bob-6", "");

    assertProblem(calls("c-6b", "alice-6", "carol-6", ""), 409, "ALREADY_IN_CALL");
  }

  // ---- Taking back, ending, kicking, revoking

  @Test
  void shouldTakeBackWhatRings() {
    Phone bob = phone("bob-7");
    calls("c-7", "alice-7", "bob-7", "");
    bob.awaits("rings: Alice ");

    Reply cancelled =
        server.post(
            "/v1/calls/c-7/cancel", "{\"invitees\": [\"bob-7\"], \"customData\": \"closed\"}");

    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.at("/cancelled/0")).isEqualTo("bob-7");
    bob.awaits("cancelled: CANCELLED closed");
    assertThat(server.get("/v1/calls/c-7").at("/endReason")).isEqualTo("CANCELLED");
    assertProblem(server.post("/v1/calls/c-7/cancel", "{}"), 409, "CALL_ENDED");
  }

  @Test
  void shouldSayWhatBecameOfWhoRingsNoLonger() {
    Phone bob = phone("bob-8");
    phone("carol-8");
    calls("c-8", "alice-8", "bob-8", "");
    bob.awaits("rings: Alice ");
    bob.session().accept("c-8").toCompletableFuture().join();

    Reply late = server.post("/v1/calls/c-8/cancel", "{\"invitees\": [\"bob-8\"]}");

    assertProblem(late, 409, "ALREADY_ANSWERED");
    assertThat(late.at("/outcome")).isEqualTo("ACCEPTED");
    assertThat(late.at("/decidedBy")).isEqualTo(bob.session().id());
    assertThat(late.at("/decidedAt")).isNotEmpty();
    assertProblem(
        server.post("/v1/calls/c-8/cancel", "{\"invitees\": [\"dave\"]}"), 409, "NOT_INVITED");
  }

  @Test
  void shouldEndACallForAll() {
    Phone bob = phone("bob-9");
    calls("c-9", "alice-9", "bob-9", "");
    bob.awaits("rings: Alice ");
    bob.session().accept("c-9").toCompletableFuture().join();

    assertThat(server.post("/v1/calls/c-9/end", NO_BODY).status()).isEqualTo(204);

    bob.awaits("ended: ENDED");
    assertProblem(server.post("/v1/calls/c-9/end", NO_BODY), 409, "CALL_ENDED");
  }

  @Test
  void shouldMakeAMemberQuitAndSayWhy() {
    Phone alice = phone("alice-10");
    Phone bob = phone("bob-10");
    calls("c-10", "alice-10", "bob-10", "");
    bob.awaits("rings: Alice ");
    bob.session().accept("c-10").toCompletableFuture().join();

    Reply kicked =
        server.post("/v1/calls/c-10/kick", "{\"userId\": \"bob-10\", \"reason\": \"abuse\"}");

    assertThat(kicked.status()).isEqualTo(204);
    bob.awaits("bob-10 QUIT abuse");
    alice.awaits("bob-10 QUIT abuse");
    alice.awaits("ended: EVERYBODY_LEFT");
    assertProblem(
        server.post("/v1/calls/c-10/kick", "{\"userId\": \"bob-10\"}"), 409, "CALL_ENDED");
  }

  @Test
  void shouldRevokeAGeneralCallButNotEndIt() {
    Phone bob = phone("bob-11");
    calls("c-11", "alice-11", "bob-11", ", \"mode\": \"GENERAL\"");
    bob.awaits("rings: Alice ");

    assertProblem(server.post("/v1/calls/c-11/end", NO_BODY), 409, "WRONG_MODE");
    assertThat(server.post("/v1/calls/c-11/revoke", NO_BODY).status()).isEqualTo(204);

    bob.awaits("cancelled: REVOKED ");
    assertThat(server.get("/v1/calls/c-11").at("/endReason")).isEqualTo("REVOKED");
  }

  // ---- Looking

  @Test
  void shouldSayWhyARingStopped() {
    Phone alice = phone("alice-12");
    Phone bob = phone("bob-12");
    calls("c-12", "alice-12", "bob-12", ", \"timeout\": \"1s\"");
    alice.awaits("calls 1");
    bob.awaits("timeout");
    alice.awaits("ended: NO_ANSWER");

    Reply timeline = server.get("/v1/calls/c-12/timeline");

    assertThat(timeline.at("/steps/0/kind")).isEqualTo("CREATED");
    assertThat(timeline.at("/steps/0/cause")).isEqualTo("BACKEND");
    assertThat(timeline.at("/steps/0/by/id")).isEqualTo("alice-12");
    assertThat(timeline.at("/steps/1/kind")).isEqualTo("TIMED_OUT");
    assertThat(timeline.at("/steps/1/cause")).isEqualTo("ENGINE");
    assertThat(timeline.at("/steps/1/users/0")).isEqualTo("bob-12");
    assertThat(timeline.at("/steps/2/reason")).isEqualTo("NO_ANSWER");
    Reply missed = server.get("/v1/users/bob-12/missed-calls");
    assertThat(missed.at("/calls/0/callId")).isEqualTo("c-12");
    assertThat(missed.at("/calls/0/reason")).isEqualTo("TIMED_OUT");
    assertThat(missed.at("/unread")).isEqualTo("1");
    assertThat(server.get("/v1/users/bob-12/missed-calls?offset=1&limit=5").at("/total"))
        .isEqualTo("1");
  }

  @Test
  void shouldFindCallsAndUsersOfEveryName() {
    String id = "a/b?c=%41 ☎+&#;..";
    String path = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    Reply created = calls("c/13 " + path, id, "bob-13", "");

    assertThat(created.status()).isEqualTo(201);
    String location = created.headers().firstValue("Location").orElseThrow();
    assertThat(server.get(location).at("/caller/id")).isEqualTo(id);
    assertThat(server.get("/v1/users/" + path + "/calls").at("/calls/0/caller/id")).isEqualTo(id);
  }

  @Test
  void shouldNotKnowWhatIsNotThere() {
    assertProblem(server.get("/v1/calls/none"), 404, "UNKNOWN_CALL");
    assertProblem(server.get("/v1/calls/none/timeline"), 404, "UNKNOWN_CALL");
    assertProblem(server.post("/v1/calls/none/cancel", "{}"), 404, "UNKNOWN_CALL");
    assertProblem(server.post("/v1/calls/none/end", NO_BODY), 404, "UNKNOWN_CALL");
    assertProblem(server.post("/v1/calls/none/kick", "{\"userId\": \"bob\"}"), 404, "UNKNOWN_CALL");
    assertProblem(server.post("/v1/calls/none/revoke", NO_BODY), 404, "UNKNOWN_CALL");
    assertThat(server.get("/v1/users/nobody/calls").json().get("calls").size()).isZero();
    assertThat(server.get("/v1/users/nobody/missed-calls").at("/total")).isEqualTo("0");
  }

  // ---- The description

  @Test
  void shouldDescribeEveryEndpointAndNoOther() {
    Set<String> endpoints = new TreeSet<>();
    Api.endpoints(server.ringdown())
        .forEach(e -> endpoints.add(e.method() + " /v1" + e.template()));

    assertThat(server.description().operations().keySet()).isEqualTo(endpoints);
  }

  @Test
  void shouldDescribeNothingThatIsNotUsed() {
    Set<String> used = new HashSet<>(server.description().references());

    assertThat(server.description().schemas())
        .allMatch(schema -> used.contains("#/components/schemas/" + schema));
    assertThat(used)
        .allMatch(
            reference ->
                !server.description().document().at(reference.substring(1)).isMissingNode());
  }

  /** Runs last: by then every endpoint has given what it gives, and been held against it. */
  @Test
  @Order(Integer.MAX_VALUE)
  void shouldHaveCheckedTheGoodAnswerOfEveryEndpoint() {
    Set<String> good = new TreeSet<>();
    server
        .description()
        .operations()
        .forEach(
            (operation, statuses) ->
                statuses.stream()
                    .filter(status -> status.startsWith("2"))
                    .forEach(status -> good.add(operation + " " + status)));

    assertThat(server.description().seen()).containsAll(good);
  }
}
