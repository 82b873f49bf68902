package dev.ringdown.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.ActorSystem;
import akka.serialization.SerializationExtension;
import akka.testkit.javadsl.TestKit;
import dev.ringdown.EndReason;
import dev.ringdown.MissedReason;
import dev.ringdown.call.CallEvent;
import dev.ringdown.serialization.proto.CallEventProto;
import java.io.NotSerializableException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallEventSerializerTest {
  private static final CallEventProto.Instant AT =
      CallEventProto.Instant.newBuilder().setEpochSeconds(1).build();

  private static ActorSystem system;
  private static CallEventSerializer serializer;

  @BeforeAll
  static void start() throws NotSerializableException {
    system = ActorSystem.create("serialization");
    serializer =
        (CallEventSerializer)
            SerializationExtension.get(system).serializerFor(CallEvent.Settled.class);
  }

  @AfterAll
  static void stop() {
    TestKit.shutdownActorSystem(system);
  }

  @ParameterizedTest
  @EnumSource
  void shouldReadBackEveryReason(EndReason reason) throws NotSerializableException {
    CallEvent event = ended(reason, false);

    assertThat(serializer.fromBinary(serializer.toBinary(event), "E")).isEqualTo(event);
  }

  @ParameterizedTest
  @EnumSource
  void shouldTellByTheManifestWhetherAnEndOwesMissedCalls(EndReason reason) {
    assertThat(serializer.manifest(ended(reason, false))).isEqualTo(CallEventSerializer.ENDED);
    assertThat(serializer.manifest(ended(reason, true))).isEqualTo(CallEventSerializer.ENDED_OWING);
  }

  @Test
  void shouldRefuseAnEnumValueOfANewerVersion() {
    byte[] bytes =
        CallEventProto.Ended.newBuilder().setAt(AT).setReasonValue(99).build().toByteArray();

    assertThatThrownBy(() -> serializer.fromBinary(bytes, "EM"))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining("Ended with manifest 'EM' cannot be read: EndReason: 99 (expected:");
  }

  @Test
  void shouldRefuseAnEnumValueThatWasNeverWritten() {
    byte[] bytes = CallEventProto.TurnedAway.newBuilder().setAt(AT).build().toByteArray();

    assertThatThrownBy(() -> serializer.fromBinary(bytes, "T"))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining("MissedReason: 0 (expected:");
  }

  @Test
  void shouldRefuseAnEventWithoutItsMoment() {
    assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "S"))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining("Settled with manifest 'S' cannot be read: at: missing");
  }

  @Test
  void shouldIgnoreAFieldOfANewerVersion() throws NotSerializableException {
    CallEvent event = new CallEvent.TurnedAway("bob", MissedReason.BUSY, Instant.EPOCH);
    byte[] known = serializer.toBinary(event);
    byte[] newer = Arrays.copyOf(known, known.length + 3);
    // Field 100 as a varint: tag 800, value 1.
    newer[known.length] = (byte) 0xA0;
    newer[known.length + 1] = 0x06;
    newer[known.length + 2] = 1;

    assertThat(serializer.fromBinary(newer, "T")).isEqualTo(event);
  }

  @Test
  void shouldStoreAQuestionMarkForHalfASurrogatePair() throws NotSerializableException {
    Instant at = Instant.EPOCH;
    byte[] bytes = serializer.toBinary(new CallEvent.Quit("bob\uD83D", Optional.empty(), at));

    assertThat(serializer.fromBinary(bytes, "Q"))
        .isEqualTo(new CallEvent.Quit("bob?", Optional.empty(), at));
  }

  private static CallEvent.Ended ended(EndReason reason, boolean owes) {
    return new CallEvent.Ended(reason, Optional.empty(), Optional.empty(), owes, Instant.EPOCH);
  }
}
