package dev.ringdown.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.gateway.wire.Subprotocol;
import dev.ringdown.gateway.wire.proto.Event.EventCase;
import dev.ringdown.gateway.wire.proto.Goodbye;
import dev.ringdown.gateway.wire.proto.GoodbyeReason;
import dev.ringdown.gateway.wire.proto.ServerFrame;
import dev.ringdown.gateway.wire.proto.Welcome;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much a client may have, and for how long. */
class LimitsTest {

  private static TestGateway gateway(String... settings) {
    return TestGateway.start("ringdown.gateway.socket { " + String.join("\n", settings) + " }");
  }

  private static String hello(String user) {
    return "{\"hello\":{\"version\":1,\"device\":\"phone\",\"token\":\""
        + TestGateway.token(user)
        + "\"}}";
  }

  @Test
  void shouldWaitForHelloOnlySoLong() {
    try (TestGateway gateway = gateway("hello-timeout = 200ms")) {
      Goodbye goodbye = gateway.socket(Subprotocol.JSON).goodbye();

      assertThat(goodbye.getReason()).isEqualTo(GoodbyeReason.Enum.BAD_FRAME);
      assertThat(goodbye.getMessage()).contains("hello within PT0.2S");
    }
  }

  @Test
  void shouldCloseAnIdleSocketAndKeepTheSession() {
    try (TestGateway gateway = gateway("idle-timeout = 1s")) {
      Phone phone = gateway.socket(Subprotocol.JSON);
      Welcome welcome = phone.hello(TestGateway.token("alice"), "phone");
      assertThat(welcome.getIdleTimeout().getSeconds()).isEqualTo(1);

      Goodbye goodbye = phone.goodbye();
      assertThat(goodbye.getReason()).isEqualTo(GoodbyeReason.Enum.IDLE);
      assertThat(goodbye.getResumable()).isTrue();
      Phone back = gateway.socket(Subprotocol.JSON);
      var hello = Phone.greeting(TestGateway.token("alice"), "phone");
      hello.getResumeBuilder().setSessionId(welcome.getSessionId());
      assertThat(back.hello(hello).getResumed()).isTrue();
    }
  }

  @Test
  void shouldAnswerAPing() {
    try (TestGateway gateway = gateway()) {
      Phone phone = gateway.phone(Subprotocol.JSON, "alice", "phone");
      phone.sendText("{\"ping\":{}}");

      assertThat(phone.await(ServerFrame::hasPong).hasPong()).isTrue();
    }
  }

  @Test
  void shouldAllowAUserSoManyDevices() {
    try (TestGateway gateway = gateway("sessions-per-user = 2")) {
      gateway.phone(Subprotocol.JSON, "alice", "a");
      gateway.phone(Subprotocol.JSON, "alice", "b");
      Phone third = gateway.socket(Subprotocol.JSON);
      third.sendText(
          "{\"hello\":{\"version\":1,\"token\":\"" + TestGateway.token("alice") + "\"}}");

      Goodbye goodbye = third.goodbye();
      assertThat(goodbye.getReason()).isEqualTo(GoodbyeReason.Enum.TOO_MANY_REQUESTS);
      assertThat(goodbye.hasRetryAfter()).isTrue();
      // One of his devices may come again, and others are not concerned.
      gateway.phone(Subprotocol.JSON, "alice", "b");
      gateway.phone(Subprotocol.JSON, "bob", "c");
    }
  }

  @Test
  void shouldAllowSoManySocketsWithoutAToken() throws IOException {
    try (TestGateway gateway = gateway("unauthenticated = 3")) {
      gateway.phone(Subprotocol.JSON, "alice", "phone");
      for (int i = 0; i < 3; i++) {
        gateway.socket(Subprotocol.JSON);
      }
      try (RawSocket refused =
          new RawSocket(gateway.gateway().address(), Subprotocol.JSON.word(), 0)) {
        assertThat(refused.status()).contains("503");
      }
    }
  }

  /** The permission is never given, so the requests stay open. */
  @Test
  void shouldAllowASessionSoManyOpenRequests() {
    try (TestGateway gateway = gateway("open-requests = 3")) {
      Phone phone = gateway.phone(Subprotocol.JSON, TestGateway.WAITS, "phone");
      for (int i = 0; i < 4; i++) {
        phone.sendText(
            "{\"request\":{\"id\":\"%d\",\"invite\":{\"callType\":\"VOICE\",\"callees\":[{\"user\":{\"id\":\"bob\"}}]}}}"
                .formatted(i));
      }

      Goodbye goodbye = phone.goodbye();
      assertThat(goodbye.getReason()).isEqualTo(GoodbyeReason.Enum.TOO_MANY_REQUESTS);
      assertThat(goodbye.getMessage()).contains("at most 3 requests");
    }
  }

  /** Sends pings and reads no pong; then it resumes, and has missed no event. */
  @Test
  void shouldCloseASlowReaderWhoCanResume() throws IOException {
    try (TestGateway gateway =
            gateway(
                "unsent = 50",
                "burst = 100000",
                "frames-per-second = 100000",
                "resume-window = 60s");
        RawSocket slow =
            new RawSocket(gateway.gateway().address(), Subprotocol.JSON.word(), 4096)) {
      slow.text(hello("alice"));
      String welcome = slow.read();
      assertThat(slow.read()).contains("connected");
      Phone bob = gateway.phone(Subprotocol.JSON, "bob", "phone");
      try {
        for (int i = 0; i < 99_000; i++) {
          slow.text("{\"request\":{\"id\":\"%d\",\"activeCalls\":{\"x\":1}}}".formatted(i));
        }
        List<String> read = slow.readToTheEnd();
        assertThat(read).last().asString().contains("SLOW_READER", "\"resumable\":true");
      } catch (IOException closed) {
        // He was so slow that his goodbye is lost.
      }
      bob.ask(Requests.invite("alice"));

      Phone back = gateway.socket(Subprotocol.JSON);
      var hello = Phone.greeting(TestGateway.token("alice"), "phone");
      hello
          .getResumeBuilder()
          .setSessionId(welcome.replaceAll(".*\"sessionId\":\"([^\"]*)\".*", "$1"))
          .setSeen(1);
      assertThat(back.hello(hello).getResumed()).isTrue();
      assertThat(back.event().getEventCase()).isEqualTo(EventCase.INCOMING_CALL_RECEIVED);
    }
  }

  @Test
  void shouldNotKeepEventsForEver() {
    try (TestGateway gateway = gateway("unseen = 5")) {
      Phone alice = gateway.phone(Subprotocol.JSON, "alice", "phone");
      for (int i = 0; i < 2; i++) {
        String call = alice.ask(Requests.invite("bob")).getInvited().getCallId();
        alice.ask(Requests.cancel(call));
      }

      Goodbye goodbye = alice.goodbye();
      assertThat(goodbye.getReason()).isEqualTo(GoodbyeReason.Enum.SLOW_READER);
      assertThat(goodbye.getResumable()).isFalse();
    }
  }

  @Test
  void shouldSayGoodbyeWhenItStops() {
    try (TestGateway gateway = gateway()) {
      Phone first = gateway.phone(Subprotocol.JSON, "alice", "phone");
      Phone second = gateway.phone(Subprotocol.PROTO, "bob", "phone");

      gateway.gateway().close();

      assertThat(first.goodbye().getReason()).isEqualTo(GoodbyeReason.Enum.SHUTDOWN);
      assertThat(second.goodbye().hasRetryAfter()).isTrue();
    }
  }

  @Test
  void shouldSayGoodbyeWhenTheEngineStops() {
    try (TestGateway gateway = gateway()) {
      Phone phone = gateway.phone(Subprotocol.JSON, "alice", "phone");

      gateway.ringdown().close();

      assertThat(phone.goodbye().getReason()).isEqualTo(GoodbyeReason.Enum.SHUTDOWN);
    }
  }
}
