package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.gateway.Phone;
import dev.ringdown.gateway.TestGateway;
import dev.ringdown.gateway.wire.Subprotocol;
import dev.ringdown.gateway.wire.proto.ClientFrame;
import dev.ringdown.gateway.wire.proto.Goodbye;
import dev.ringdown.gateway.wire.proto.GoodbyeReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients of releases that there are not yet. */
class VersionsTest {

  @ParameterizedTest
  @EnumSource
  void shouldTellAClientWhichVersionIsKnown(Subprotocol subprotocol) {
    try (TestGateway gateway = TestGateway.start()) {
      Phone phone = gateway.socket(subprotocol);
      phone.send(
          ClientFrame.newBuilder()
              .setHello(Phone.greeting(TestGateway.token("alice"), "phone").setVersion(2))
              .build());

      Goodbye goodbye = phone.goodbye();
      assertThat(goodbye.getReason()).isEqualTo(GoodbyeReason.Enum.UNSUPPORTED_VERSION);
      assertThat(goodbye.getMessage()).contains("2 (expected: 1)");
      assertThat(goodbye.getResumable()).isFalse();
    }
  }
}
