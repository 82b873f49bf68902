package dev.ringdown.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.gateway.wire.Subprotocol;
import dev.ringdown.gateway.wire.proto.ClientFrame;
import dev.ringdown.gateway.wire.proto.ErrorCode;
import dev.ringdown.gateway.wire.proto.Event.EventCase;
import dev.ringdown.gateway.wire.proto.Goodbye;
import dev.ringdown.gateway.wire.proto.GoodbyeReason;
import dev.ringdown.gateway.wire.proto.Hello;
import dev.ringdown.gateway.wire.proto.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are wrong, or mean: each is told so, and nobody else is disturbed. */
class HostileClientTest {
  private static TestGateway gateway;

  /** Calls each other after every test. */
  private static Phone alice;

  private static Phone bob;

  @BeforeAll
  static void start() {
    gateway =
        TestGateway.start(
            "ringdown.gateway.socket.resume-window = 0s\n"
                + "ringdown.gateway.socket.idle-timeout = 10m");
    alice = gateway.phone(Subprotocol.JSON, "alice", "phone");
    bob = gateway.phone(Subprotocol.PROTO, "bob", "phone");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @AfterEach
  void shouldNotDisturbOthers() {
    String call = alice.ask(Requests.invite("bob")).getInvited().getCallId();
    bob.event(EventCase.INCOMING_CALL_RECEIVED);
    assertThat(bob.ask(Requests.decline(call)).hasDone()).isTrue();
    alice.event(EventCase.CALL_ENDED);
  }

  private static Phone open() {
    return gateway.socket(Subprotocol.JSON);
  }

  private static Phone mallory() {
    return gateway.phone(Subprotocol.JSON, "mallory", "phone");
  }

  private static RawSocket raw() throws IOException {
    return new RawSocket(gateway.gateway().address(), Subprotocol.JSON.word(), 0);
  }

  private static String hello(String user) {
    return "{\"hello\":{\"version\":1,\"token\":\"" + TestGateway.token(user) + "\"}}";
  }

  private static void assertBadFrame(Goodbye goodbye, String why) {
    assertThat(goodbye.getReason()).isEqualTo(GoodbyeReason.Enum.BAD_FRAME);
    assertThat(goodbye.getMessage()).contains(why);
    assertThat(goodbye.getResumable()).isFalse();
  }

  // ---- Hello

  @ParameterizedTest
  @ValueSource(ints = {0, 2, -1, Integer.MAX_VALUE})
  void shouldNameTheVersionThatItKnows(int version) {
    Phone phone = open();
    phone.send(
        ClientFrame.newBuilder()
            .setHello(Hello.newBuilder().setVersion(version).setToken(TestGateway.token("eve")))
            .build());

    Goodbye goodbye = phone.goodbye();
    assertThat(goodbye.getReason()).isEqualTo(GoodbyeReason.Enum.UNSUPPORTED_VERSION);
    assertThat(goodbye.getMessage()).contains(version + " (expected: 1)");
  }

  @Test
  void shouldTakeNothingBeforeHello() {
    Phone phone = open();
    phone.sendText("{\"request\":{\"id\":\"1\",\"activeCalls\":{}}}");

    assertBadFrame(phone.goodbye(), "hello first");
  }

  @Test
  void shouldTakeNoSecondHello() {
    Phone phone = mallory();
    phone.sendText(hello("mallory"));

    assertBadFrame(phone.goodbye(), "a second one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'hello':{'version':1,'token':'$','device':'a\\u0000b'}} | hello.device",
        "{'hello':{'version':1,'token':'$','name':'a\\nb'}} | name",
        "{'hello':{'version':'one'}} | hello.version",
        "{'hello':{'version':1,'tokken':'$'}} | hello.tokken",
        "{'hello':[]} | hello",
        "{'hello':null} | frame: missing"
      })
  void shouldRefuseABadHello(String json, String why) {
    Phone phone = open();
    phone.sendText(json.replace('\'', '"').replace("$", TestGateway.token("eve")));

    assertBadFrame(phone.goodbye(), why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJib2IifQ."})
  void shouldRefuseABadToken(String token) {
    Phone phone = open();
    phone.sendText("{\"hello\":{\"version\":1,\"token\":\"" + token + "\"}}");

    assertThat(phone.goodbye().getReason()).isEqualTo(GoodbyeReason.Enum.UNAUTHENTICATED);
  }

  // ---- Frames

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not json | no JSON",
        "{'ping':{} | no JSON",
        "{'ping':{}} {'ping':{}} | no JSON",
        "{ping:{}} | no JSON",
        "[] | no object",
        "{} | missing",
        "{'dance':{}} | dance",
        "{'ping':{'loud':true}} | ping.loud",
        "{'ping':{},'close':{}} | frame",
        "{'seen':{'number':'many'}} | seen.number",
        "{'seen':{'number':'99'}} | seen.number: 99",
        "{'seen':{'number':'-1'}} | seen.number: -1",
        "{'request':{'id':7,'dance':{}}} | request",
        "{'request':'quick'} | request"
      })
  void shouldSayWhatIsWrongWithAFrame(String json, String why) {
    Phone phone = mallory();
    phone.sendText(json.replace('\'', '"'));

    assertBadFrame(phone.goodbye(), why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'dance':{} | dance",
        "'accept':{'callId':'c','loud':true} | accept.loud",
        "'accept':{'callId':7} | accept.callId",
        "'accept':{'callId':''} | callId",
        "'invite':{'callType':'SMELL','callees':[{'user':{'id':'b'}}]} | invite.callType",
        "'invite':{'callees':[{'user':{'id':'b'}}]} | callType",
        "'invite':{'callType':9,'callees':[{'user':{'id':'b'}}]} | callType",
        "'invite':{'callType':'VOICE'} | callees",
        "'invite':{'callType':'VOICE','callees':[{'user':{'id':'b'}},{'user':{'idd':'c'}}]} |"
            + " invite.callees[1].user.idd",
        "'invite':{'callType':'VOICE','callees':[{'user':{'id':'b'}}],'timeout':'soon'} |"
            + " invite.timeout",
        "'invite':{'callType':'VOICE','callees':[{'user':{'id':'b'}}],'timeout':'0s'} | timeout",
        "'invite':{'callType':'VOICE','callees':[{'user':{'id':'b'}}],'timeout':'-315576000000s'} |"
            + " timeout",
        "'invite':{'callType':'VOICE','callees':[{'user':{'id':'b'},'timeout':'9999s'}]} |"
            + " callees[0].timeout",
        "'invite':{'callType':'VOICE','callees':[{'user':{'id':'mallory'}}]} | callees[0].id",
        "'invite':{'callType':'VOICE','callees':[7]} | invite.callees[0]",
        "'listMissedCalls':{'offset':-1,'limit':1} | offset",
        "'listMissedCalls':{'limit':1e9} | limit",
        "'listMissedCalls':{'limit':1e99} | listMissedCalls.limit",
        "'missedCallsSeen':{'upTo':-1} | upTo"
      })
  void shouldNameTheFieldThatIsWrong(String operation, String field) {
    Phone phone = mallory();
    phone.sendText("{\"request\":{\"id\":\"q\"," + operation.replace('\'', '"') + "}}");

    Reply reply = phone.await(f -> f.hasReply()).getReply();
    assertThat(reply.getId()).isEqualTo("q");
    assertThat(reply.getError().getCode()).isEqualTo(ErrorCode.Enum.INVALID_ARGUMENT);
    assertThat(reply.getError().getField()).isEqualTo(field);
    assertThat(phone.ask(Requests.activeCalls()).hasSnapshots()).isTrue();
  }

  @Test
  void shouldRefuseAnEmptyOrHugeRequestId() {
    Phone phone = mallory();

    assertThat(phone.ask("", Requests.activeCalls()).getError().getField()).isEqualTo("requestId");
    assertThat(phone.ask("x".repeat(129), Requests.activeCalls()).getError().getField())
        .isEqualTo("requestId");
  }

  /**
   * Field 99 at the top, in a request, and in an invitee; a number of an enum that nobody knows.
   */
  @Test
  void shouldRefuseBytesThatItDoesNotKnow() {
    Phone top = gateway.phone(Subprotocol.PROTO, "mallory", "a");
    top.sendBytes(new byte[] {(byte) 0x98, 0x06, 1});
    assertBadFrame(top.goodbye(), "99: not known");

    Phone request = gateway.phone(Subprotocol.PROTO, "mallory", "b");
    request.sendBytes(new byte[] {0x12, 6, 0x0A, 1, 'q', (byte) 0x98, 0x06, 1});
    Reply reply = request.await(f -> f.hasReply()).getReply();
    assertThat(reply.getId()).isEqualTo("q");
    assertThat(reply.getError().getField()).isEqualTo("99");

    // request { id: "q" invite { callee { 99: 1 } } }
    request.sendBytes(new byte[] {0x12, 10, 0x0A, 1, 'q', 0x12, 5, 0x12, 3, (byte) 0x98, 0x06, 1});
    assertThat(request.await(f -> f.hasReply()).getReply().getError().getField())
        .isEqualTo("invite.callees[0].99");

    // request { id: "q" invite { call_type: 9 } }
    request.sendBytes(new byte[] {0x12, 7, 0x0A, 1, 'q', 0x12, 2, 0x08, 9});
    assertThat(request.await(f -> f.hasReply()).getReply().getError().getField())
        .isEqualTo("callType");

    request.sendBytes(new byte[] {0x12, 6, 0x0A});
    assertBadFrame(request.goodbye(), "no ClientFrame");
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseTheOtherKindOfMessage(Subprotocol subprotocol) {
    Phone phone = gateway.phone(subprotocol, "mallory", "phone");
    if (subprotocol == Subprotocol.JSON) {
      phone.sendBytes(new byte[] {0x22, 0});
    } else {
      phone.sendText("{\"ping\":{}}");
    }

    assertBadFrame(phone.goodbye(), "as in the subprotocol");
  }

  // ---- The socket

  @Test
  void shouldAskForAKnownSubprotocol() throws IOException {
    try (RawSocket socket = new RawSocket(gateway.gateway().address(), "ringdown.v9.xml", 0)) {
      assertThat(socket.status()).contains("400");
    }
  }

  @Test
  void shouldRefuseAFrameThatIsTooLarge() throws IOException {
    try (RawSocket socket = raw()) {
      socket.text(hello("mallory"));
      socket.text("{\"ping\":" + " ".repeat(64 * 1024) + "{}}");
      assertThat(socket.readToTheEnd()).last().asString().contains("BAD_FRAME", "too large");
    }
  }

  /** It never ends; the gateway does not wait for that. */
  @Test
  void shouldNotGatherAFrameInPartsForEver() throws IOException {
    try (RawSocket socket = raw()) {
      socket.text(hello("mallory"));
      socket.frame(RawSocket.TEXT, false, new byte[1024]);
      try {
        for (int part = 0; part < 1_000_000; part++) {
          socket.frame(RawSocket.CONTINUATION, false, new byte[1024]);
        }
      } catch (IOException closed) {
        // As it should be; what was said before that may be lost with the socket.
        return;
      }
      throw new AssertionError("expected an end, but the gateway took a gigabyte");
    }
  }

  @Test
  void shouldSurviveAFrameOfExabytes() throws IOException {
    try (RawSocket socket = raw()) {
      socket.text(hello("mallory"));
      socket.bytes(RawSocket.head(RawSocket.TEXT, true, Long.MAX_VALUE));
      socket.bytes(new byte[200_000]);
      assertThat(socket.readToTheEnd()).last().asString().contains("BAD_FRAME");
    } catch (IOException closed) {
      // Or at once.
    }
  }

  /** Reserved opcodes, parts of nothing, half a frame: whatever it is, it is over. */
  @Test
  void shouldCloseWhatIsNoWebSocket() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 50; i++) {
      try (RawSocket socket = raw()) {
        byte[] noise = new byte[64];
        random.nextBytes(noise);
        // Not masked, which no client's frame may be.
        noise[1] &= 0x7F;
        socket.bytes(noise);
        List<String> said = socket.readToTheEnd();
        assertThat(said).noneMatch(frame -> frame.contains("welcome"));
      } catch (IOException closed) {
        // Or at once.
      }
    }
  }

  // ---- Other people's calls

  @Test
  void shouldNotTouchAnothersCall() {
    String call = alice.ask(Requests.invite("carol")).getInvited().getCallId();
    Phone phone = mallory();

    assertThat(phone.ask(Requests.getCall(call)).getError().getCode())
        .isEqualTo(ErrorCode.Enum.NOT_A_MEMBER);
    assertThat(phone.ask(Requests.accept(call)).getError().getCode())
        .isEqualTo(ErrorCode.Enum.NOT_INVITED);
    assertThat(phone.ask(Requests.decline(call)).getError().getCode())
        .isEqualTo(ErrorCode.Enum.NOT_INVITED);
    assertThat(phone.ask(Requests.cancel(call)).getError().getCode())
        .isEqualTo(ErrorCode.Enum.NOT_THE_INVITER);
    assertThat(phone.ask(Requests.end(call)).getError().getCode())
        .isEqualTo(ErrorCode.Enum.NOT_A_MEMBER);
    assertThat(phone.ask(Requests.activeCalls()).getSnapshots().getCallsList()).isEmpty();

    assertThat(alice.ask(Requests.getCall(call)).getSnapshot().getCall().getMembersList())
        .hasSize(2);
    alice.ask(Requests.cancel(call));
    alice.event(EventCase.CALL_ENDED);
  }

  /** Whoever is called, it looks the same: there is no list of users to find out. */
  @Test
  void shouldNotTellWhetherAUserExists() {
    Phone phone = mallory();
    Reply nobody = phone.ask(Requests.invite("nobody-has-this-name"));
    phone.ask(Requests.cancel(nobody.getInvited().getCallId()));
    phone.event(EventCase.CALL_ENDED);
    Phone dan = gateway.phone(Subprotocol.JSON, "dan", "phone");
    dan.abort();

    Reply somebody = phone.ask(Requests.invite("dan"));

    assertThat(nobody.hasInvited()).isTrue();
    assertThat(somebody.hasInvited()).isTrue();
    assertThat(somebody.getInvited().getRefusedList())
        .isEqualTo(nobody.getInvited().getRefusedList());
    phone.ask(Requests.cancel(somebody.getInvited().getCallId()));
  }

  @Test
  void shouldEndWhoSendsTooMuch() throws IOException {
    try (RawSocket socket = raw()) {
      socket.text(hello("mallory"));
      try {
        for (int i = 0; i < 10_000; i++) {
          socket.text(
              "{\"request\":{\"id\":\""
                  + i
                  + "\",\"invite\":{\"callType\":\"VOICE\",\"callees\":[{\"user\":{\"id\":\"u"
                  + i
                  + "\"}}]}}}");
        }
        assertThat(socket.readToTheEnd()).last().asString().contains("TOO_MANY_REQUESTS");
      } catch (IOException closed) {
        // Its goodbye may be lost with the socket.
      }
    }
  }
}
