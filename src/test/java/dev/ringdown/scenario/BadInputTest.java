package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringdown.CallSnapshot;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import dev.ringdown.RingdownException;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Values out of their limits are refused by name and limit; all others work to the end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
  private static final int LONGEST_MESSAGE = 200;
  private static final String ID_LIMIT = "1 to 128 characters, none of them a control character";

  private TestEngine engine;
  private Device alice;

  @BeforeAll
  void start() {
    engine = TestEngine.start("ringdown.concurrent-calls = many\nringdown.busy-policy = ring");
    alice = engine.connect("alice");
  }

  @AfterAll
  void stop() {
    engine.close();
  }

  private record Bad(String what, String value, String problem) {}

  private static List<Bad> badIds() {
    return List.of(
        new Bad("empty", "", "empty"),
        new Bad("129 characters", "x".repeat(129), "129 characters"),
        new Bad("129 emoji", "🙂".repeat(129), "129 characters"),
        new Bad("10,000 characters", "x".repeat(10_000), "10000 characters"),
        new Bad("a line break", "a\nb", "U+000A at 1"),
        new Bad("NUL", "\0", "U+0000 at 0"),
        new Bad("a C1 control", "ab\u0085", "U+0085 at 2"),
        new Bad("a line separator", "a\u2028b", "U+2028 at 1"),
        new Bad("a paragraph separator", "a\u2029b", "U+2029 at 1"),
        new Bad("a high surrogate alone", "a\ud83d", "half of a surrogate pair"),
        new Bad("a low surrogate alone", "\ude42a", "half of a surrogate pair"));
  }

  private static List<String> goodIds() {
    return List.of(
        "x".repeat(128),
        "🙂".repeat(128),
        "日".repeat(128),
        "a|b",
        "|",
        "a/b/../c",
        "%2F$ %",
        " ",
        "call:x",
        "ü\u200d\u00a0",
        "a\"b'c\\",
        "'; drop table event_journal; --");
  }

  private Stream<DynamicTest> refusedEach(String field, Function<String, RingdownError> use) {
    return badIds().stream()
        .map(
            bad ->
                DynamicTest.dynamicTest(
                    field + " with " + bad.what(),
                    () -> isRefused(use.apply(bad.value()), field, bad.problem(), ID_LIMIT)));
  }

  private static void isRefused(
      RingdownError error, String field, String problem, String expected) {
    assertThat(error.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(error.field()).contains(field);
    assertThat(error.message()).isEqualTo(field + ": " + problem + " (expected: " + expected + ")");
    assertThat(error.message().length()).isLessThan(LONGEST_MESSAGE);
  }

  @TestFactory
  Stream<DynamicTest> shouldRefuseIds() {
    return Stream.of(
            refusedEach("user.id", id -> refusedToConnect(CallUser.of(id, "Name"), "device")),
            refusedEach("device", id -> refusedToConnect(CallUser.of("bob"), id)),
            refusedEach("requestId", id -> failed(alice.asks(id, new Operation.ActiveCalls()))),
            refusedEach("room", id -> alice.fails(invite(Invitation.voice("bob").withRoom(id)))),
            refusedEach(
                "callId", id -> alice.fails(invite(Invitation.voice("bob").withCallId(id)))),
            refusedEach("callees[1].id", id -> alice.fails(invite(Invitation.voice("bob", id)))),
            refusedEach(
                "invitees", id -> alice.fails(new Operation.Cancel("call", Set.of(id), ""))))
        .flatMap(tests -> tests);
  }

  /** Every operation that names a call. */
  private static List<Function<String, Operation>> onCall() {
    return List.of(
        Operation.Received::new,
        id -> new Operation.Accept(id, ""),
        id -> new Operation.Decline(id, ""),
        id -> new Operation.Busy(id, ""),
        Operation.Ignore::new,
        id -> new Operation.Cancel(id, Set.of(), ""),
        Operation.Join::new,
        Operation.Quit::new,
        Operation.End::new,
        Operation.GetCall::new,
        id -> new Operation.InviteMore(id, List.of(Invitee.of("bob")), Optional.empty()),
        Operation.MissedCallClicked::new,
        Operation.DialBack::new);
  }

  @TestFactory
  Stream<DynamicTest> shouldRefuseCallIds() {
    return onCall().stream()
        .flatMap(operation -> refusedEach("callId", id -> alice.fails(operation.apply(id))));
  }

  @Test
  void shouldKnowEveryOperationThatNamesACall() {
    Set<Class<?>> covered =
        onCall().stream().map(o -> o.apply("call").getClass()).collect(Collectors.toSet());
    assertThat(covered).containsAll(List.of(Operation.OnCall.class.getPermittedSubclasses()));
    assertThat(alice.fails(new Operation.Quit(null)).message()).startsWith("callId: null");
  }

  @TestFactory
  Stream<DynamicTest> shouldWorkWithEveryOtherId() {
    return IntStream.range(0, goodIds().size())
        .mapToObj(i -> DynamicTest.dynamicTest("id " + i, () -> works(i, goodIds().get(i))));
  }

  private void works(int number, String id) {
    Device caller = engine.connect(CallUser.of("caller " + number), id);
    Device callee = engine.connect(CallUser.of(id), id);
    Invitation invitation = Invitation.voice(id).withCallId(id).withRoom(id);

    assertThat(caller.asks(id, new Operation.Invite(invitation)))
        .isInstanceOfSatisfying(Result.Invited.class, r -> assertThat(r.room()).isEqualTo(id));
    assertThat(callee.asks(id, new Operation.Accept(id, "")))
        .isInstanceOfSatisfying(Result.Joined.class, r -> assertThat(r.callId()).isEqualTo(id));
    callee.ends(id);
    engine.passSeconds(1);

    CallSnapshot read = ((Result.Snapshot) callee.does(new Operation.GetCall(id))).call();
    assertThat(read.endReason()).contains(EndReason.ENDED);
    assertThat(read.member(id)).isPresent();
    assertThat(engine.journal().persistedInStorage("call:" + id)).isNotEmpty();
  }

  // ---- Names

  @Test
  void shouldRefuseBadNames() {
    String limit = "at most 256 characters, none of them a control character";
    isRefused(
        refusedToConnect(CallUser.of("bob", "x".repeat(257)), "device"),
        "user.name",
        "257 characters",
        limit);
    isRefused(
        refusedToConnect(CallUser.of("bob", "Bob\n"), "device"), "user.name", "U+000A at 3", limit);
    isRefused(
        alice.fails(
            invite(
                Invitation.of(CallType.VOICE, List.of(Invitee.of(CallUser.of("bob", "\ud800")))))),
        "callees[0].name",
        "half of a surrogate pair",
        limit);
  }

  @Test
  void shouldTakeALongNameToTheOtherSide() {
    String name = "🙂".repeat(256);
    Device named = engine.connect(CallUser.of("named", name), "phone");
    Device callee = engine.connect("hears-name");
    named.invites("hears-name");

    assertThat(callee.allEvents())
        .anySatisfy(
            e ->
                assertThat(e)
                    .isInstanceOfSatisfying(
                        SessionEvent.IncomingCallReceived.class,
                        r -> assertThat(r.caller().name()).isEqualTo(name)));
  }

  // ---- Custom data

  private static List<Function<String, Operation>> withCustomData() {
    return List.of(
        data -> invite(Invitation.voice("bob").withCustomData(data)),
        data -> new Operation.Accept("call", data),
        data -> new Operation.Decline("call", data),
        data -> new Operation.Busy("call", data),
        data -> new Operation.Cancel("call", Set.of(), data));
  }

  @TestFactory
  Stream<DynamicTest> shouldRefuseCustomData() {
    return withCustomData().stream()
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.apply("").getClass().getSimpleName(),
                    () -> {
                      isTooLarge(alice.fails(operation.apply("x".repeat(2049))), 2049);
                      isTooLarge(alice.fails(operation.apply("x".repeat(2047) + "é")), 2049);
                      isTooLarge(alice.fails(operation.apply("é".repeat(1025))), 2050);
                      isTooLarge(alice.fails(operation.apply("x".repeat(1 << 20))), 1 << 20);
                      isRefused(
                          alice.fails(operation.apply("\udc00")),
                          "customData",
                          "half of a surrogate pair",
                          "well-formed text");
                      isRefused(
                          alice.fails(operation.apply(null)),
                          "customData",
                          "null",
                          "text, or an empty one");
                    }));
  }

  private static void isTooLarge(RingdownError error, int size) {
    assertThat(error.code()).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
    assertThat(error.field()).contains("customData");
    assertThat(error.message())
        .isEqualTo("customData: " + size + " bytes of UTF-8 (expected: at most 2048 bytes)");
  }

  @Test
  void shouldCarryCustomDataUpToTheLimit() {
    Device dora = engine.connect("dora");
    List<String> all =
        List.of("x".repeat(2048), "x".repeat(2046) + "é", "🙂".repeat(512), "a\0b\n\u2028|", "");
    for (String data : all) {
      String call = alice.invites(Invitation.voice("dora").withCustomData(data));
      dora.does(new Operation.Decline(call, data));
      CallSnapshot read = ((Result.Snapshot) dora.does(new Operation.GetCall(call))).call();
      assertThat(read.customData()).isEqualTo(data);
      assertThat(read.member("dora").orElseThrow().customData()).isEqualTo(data);
    }
  }

  // ---- Timeouts

  @TestFactory
  Stream<DynamicTest> shouldRefuseTimeouts() {
    return Stream.of(
            Duration.ZERO,
            Duration.ofSeconds(-1),
            Duration.ofMillis(999),
            Duration.ofSeconds(1).minusNanos(1),
            Duration.ofMillis(600_001),
            Duration.ofSeconds(Long.MAX_VALUE),
            Duration.ofSeconds(Long.MIN_VALUE))
        .map(
            timeout ->
                DynamicTest.dynamicTest(
                    timeout.toString(),
                    () -> {
                      Invitee bob = Invitee.of("bob").withTimeout(timeout);
                      String limit = "1 s to 600 s";
                      isRefused(
                          alice.fails(invite(Invitation.voice("bob").withTimeout(timeout))),
                          "timeout",
                          timeout.toString(),
                          limit);
                      isRefused(
                          alice.fails(invite(Invitation.of(CallType.VOICE, List.of(bob)))),
                          "callees[0].timeout",
                          timeout.toString(),
                          limit);
                      isRefused(
                          alice.fails(
                              new Operation.InviteMore(
                                  "call", List.of(Invitee.of("bob")), Optional.of(timeout))),
                          "timeout",
                          timeout.toString(),
                          limit);
                    }));
  }

  // ---- Callees

  @Test
  void shouldRefuseBadCallees() {
    isRefused(alice.fails(invite(Invitation.voice())), "callees", "none", "1 to 9");
    isRefused(
        alice.fails(invite(Invitation.voice("bob", "alice"))),
        "callees[1].id",
        "the caller himself",
        "another user");
    isRefused(
        alice.fails(invite(Invitation.voice("bob", "carol", "bob"))),
        "callees[2].id",
        "named twice",
        "each user once");
    for (int count : List.of(10, 10_000)) {
      RingdownError error = alice.fails(invite(Invitation.voice(users(count))));
      assertThat(error.code()).isEqualTo(ErrorCode.TOO_MANY_INVITEES);
      assertThat(error.field()).contains("callees");
      assertThat(error.message()).isEqualTo("callees: " + count + " (expected: 1 to 9)");
    }
    assertThat(
            alice
                .fails(
                    new Operation.InviteMore(
                        "call", Stream.of(users(10)).map(Invitee::of).toList(), Optional.empty()))
                .code())
        .isEqualTo(ErrorCode.TOO_MANY_INVITEES);
    isRefused(
        alice.fails(new Operation.Cancel("call", Set.of(users(1001)), "")),
        "invitees",
        "1001",
        "at most 1000");
  }

  // ---- Missed calls

  @Test
  void shouldRefuseBadPagesAndMarks() {
    isRefused(alice.fails(new Operation.ListMissedCalls(-1, 1)), "offset", "-1", "0 or more");
    isRefused(alice.fails(new Operation.ListMissedCalls(0, 0)), "limit", "0", "1 to 100");
    isRefused(alice.fails(new Operation.ListMissedCalls(0, 101)), "limit", "101", "1 to 100");
    isRefused(
        alice.fails(new Operation.MissedCallsSeen(-1)),
        "upTo",
        "-1",
        "the number of a missed call");
    assertThat(
            ((Result.Missed) alice.does(new Operation.ListMissedCalls(Integer.MAX_VALUE, 100)))
                .missedCalls()
                .calls())
        .isEmpty();
    alice.does(new Operation.MissedCallsSeen(0));
  }

  private RingdownError refusedToConnect(CallUser user, String device) {
    return catchThrowableOfType(RingdownException.class, () -> engine.connect(user, device))
        .error();
  }

  private static RingdownError failed(Result result) {
    return ((Result.Failed) result).error();
  }

  private static Operation invite(Invitation invitation) {
    return new Operation.Invite(invitation);
  }

  private static String[] users(int count) {
    return IntStream.range(0, count).mapToObj(i -> "user" + i).toArray(String[]::new);
  }
}
