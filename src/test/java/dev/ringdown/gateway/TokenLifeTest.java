package dev.ringdown.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import dev.ringdown.gateway.wire.Subprotocol;
import dev.ringdown.gateway.wire.proto.ClientFrame;
import dev.ringdown.gateway.wire.proto.Event.EventCase;
import dev.ringdown.gateway.wire.proto.Goodbye;
import dev.ringdown.gateway.wire.proto.GoodbyeReason;
import dev.ringdown.gateway.wire.proto.ServerFrame;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that end while their session lives, and who gets one. */
class TokenLifeTest {
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start("ringdown.gateway.auth.leeway = 0s");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static Phone phone(String user, Duration valid) {
    Phone phone = gateway.socket(Subprotocol.JSON);
    phone.hello(TestGateway.token(user, valid), "phone");
    return phone;
  }

  private static void renew(Phone phone, String token) {
    ClientFrame.Builder frame = ClientFrame.newBuilder();
    frame.getRenewBuilder().setToken(token);
    phone.send(frame.build());
  }

  @Test
  void shouldWarnAndThenEnd() {
    Phone phone = phone("alice", Duration.ofSeconds(3));

    assertThat(phone.await(ServerFrame::hasTokenExpires).getTokenExpires().hasAt()).isTrue();
    Goodbye goodbye = phone.goodbye();
    assertThat(goodbye.getReason()).isEqualTo(GoodbyeReason.Enum.UNAUTHENTICATED);
    assertThat(goodbye.getResumable()).isFalse();
  }

  /**
   * The first token is over before the call is made: without the second there would be no answer.
   */
  @Test
  void shouldGoOnWithANewToken() {
    Phone phone = phone("bob", Duration.ofSeconds(3));
    Phone other = phone("carol", Duration.ofSeconds(3));
    phone.await(ServerFrame::hasTokenExpires);
    renew(phone, TestGateway.token("bob", Duration.ofHours(1)));

    other.goodbye();

    assertThat(phone.ask(Requests.invite("dave")).hasInvited()).isTrue();
  }

  @Test
  void shouldNotBecomeAnotherUser() {
    Phone phone = phone("erin", Duration.ofHours(1));
    renew(phone, TestGateway.token("frank", Duration.ofHours(1)));

    Goodbye goodbye = phone.goodbye();
    assertThat(goodbye.getReason()).isEqualTo(GoodbyeReason.Enum.UNAUTHENTICATED);
    assertThat(goodbye.getMessage()).contains("same user");
  }

  @Test
  void shouldEndAfterABadRenewal() {
    Phone phone = phone("grace", Duration.ofHours(1));
    renew(phone, "nonsense");

    assertThat(phone.goodbye().getReason()).isEqualTo(GoodbyeReason.Enum.UNAUTHENTICATED);
  }

  @Test
  void shouldTakeTheTokenOfTheSocketsRequest() {
    Phone phone = Phone.open(gateway.socket(), Subprotocol.JSON, TestGateway.token("heidi"));

    assertThat(phone.hello("", "phone").getUser().getId()).isEqualTo("heidi");
    assertThat(phone.event().getEventCase()).isEqualTo(EventCase.CONNECTED);
    phone.abort();
  }

  // ---- Who may have one

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
  void shouldNotGiveTokensToWhoeverAsksOnANetwork(String host) {
    assertThatThrownBy(
            () ->
                TestGateway.start("ringdown.gateway { host = \"" + host + "\", development = on }"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ringdown.gateway.host");
  }

  @Test
  void shouldNotStartWhereNobodyCouldConnect() {
    assertThatThrownBy(() -> TestGateway.start("ringdown.gateway.auth.secret = \"\""))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ringdown.gateway.auth");
  }

  @Test
  void shouldNotTakeAShortSecret() {
    assertThatThrownBy(() -> TestGateway.start("ringdown.gateway.auth.secret = \"hush\""))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("4 bytes (expected: nothing, or at least 32 bytes)");
  }

  @Test
  void shouldGiveATokenToADeveloper() throws Exception {
    assertThat(get(gateway.gateway().uri(), "dev/token?user=alice").statusCode()).isEqualTo(404);
    try (TestGateway open = TestGateway.start("ringdown.gateway.development = on")) {
      URI uri = open.gateway().uri();
      HttpResponse<String> token = get(uri, "dev/token?user=alice&name=Alice%20A.");
      assertThat(token.statusCode()).isEqualTo(200);
      Phone phone = open.socket(Subprotocol.JSON);
      assertThat(phone.hello(token.body(), "phone").getUser().getName()).isEqualTo("Alice A.");
      assertThat(get(uri, "dev/token?user=").statusCode()).isEqualTo(400);
      assertThat(get(uri, "dev/token").statusCode()).isEqualTo(404);
    }
  }

  private static HttpResponse<String> get(URI uri, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri.resolve(path)).build(), BodyHandlers.ofString());
  }
}
