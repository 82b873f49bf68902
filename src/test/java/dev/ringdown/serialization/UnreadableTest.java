package dev.ringdown.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.ActorSystem;
import akka.serialization.SerializationExtension;
import akka.testkit.javadsl.TestKit;
import com.google.protobuf.Message;
import dev.ringdown.serialization.proto.CallEventProto;
import dev.ringdown.serialization.proto.CallProto;
import dev.ringdown.serialization.proto.RingdownProto;
import dev.ringdown.serialization.proto.SessionProto;
import dev.ringdown.serialization.proto.UserProto;
import java.io.NotSerializableException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be read is refused, and it is said why. */
class UnreadableTest {
  private static final CallEventProto.Origin BOB =
      CallEventProto.Origin.newBuilder()
          .setUser(CallEventProto.CallUser.newBuilder().setId("bob"))
          .build();
  private static final RingdownProto.Operation NOT_ON_A_CALL =
      RingdownProto.Operation.newBuilder()
          .setActiveCalls(RingdownProto.Operation.ActiveCalls.getDefaultInstance())
          .build();
  private static final SessionProto.SessionEvent EVENT_WITHOUT_CALL =
      SessionProto.SessionEvent.newBuilder()
          .setIncomingCallTimeout(SessionProto.SessionEvent.IncomingCallTimeout.newBuilder())
          .build();

  private static ActorSystem system;

  @BeforeAll
  static void start() {
    system = ActorSystem.create(Protocol.SYSTEM);
  }

  @AfterAll
  static void stop() {
    TestKit.shutdownActorSystem(system);
  }

  static Stream<Arguments> samples() {
    return Protocol.all().stream()
        .flatMap(p -> p.samples(system).keySet().stream().map(name -> Arguments.of(p, name)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void shouldRefuseBytesThatAreCutShort(Protocol protocol, String name) {
    ProtobufSerializer serializer = serializer(protocol);
    Object sample = protocol.samples(system).get(name);
    String manifest = serializer.manifest(sample);
    byte[] bytes = serializer.toBinary(sample);

    if (bytes.length > 0) {
      assertThatThrownBy(
              () -> serializer.fromBinary(Arrays.copyOf(bytes, bytes.length - 1), manifest))
          .isInstanceOf(NotSerializableException.class)
          .hasMessageContaining("with manifest '%s' cannot be read: ", manifest);
    }
    for (int length = 0; length < bytes.length - 1; length++) {
      assertReadsOrRefuses(serializer, Arrays.copyOf(bytes, length), manifest);
    }
  }

  /** Between two fields, a cut leaves a message with less in it. */
  private static void assertReadsOrRefuses(
      ProtobufSerializer serializer, byte[] bytes, String manifest) {
    try {
      assertThat(serializer.fromBinary(bytes, manifest)).isNotNull();
    } catch (NotSerializableException refused) {
      assertThat(refused).hasMessageContaining("with manifest '%s' cannot be read: ", manifest);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.ringdown.serialization.Protocol#all")
  void shouldRefuseAManifestThatItDoesNotKnow(Protocol protocol) {
    assertThatThrownBy(() -> serializer(protocol).fromBinary(new byte[0], "ZZ"))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageMatching(
            "manifest of an? .*: 'ZZ' \\(expected: one of \\[.+]; written by a newer version\\?\\)");
  }

  @ParameterizedTest
  @MethodSource("dev.ringdown.serialization.Protocol#all")
  void shouldRefuseToWriteWhatItDoesNotKnow(Protocol protocol) {
    assertThatThrownBy(() -> serializer(protocol).toBinary("text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("java\\.lang\\.String \\(expected: an? .*\\)");
  }

  static Stream<Arguments> incomplete() {
    return Stream.of(
        Arguments.of(
            Protocol.CALL_COMMAND,
            "A",
            CallProto.CallCommand.Ask.getDefaultInstance(),
            "a call's command, Ask with manifest 'A' cannot be read: by: missing"),
        Arguments.of(
            Protocol.CALL_COMMAND,
            "T",
            tell(CallProto.CallRequest.newBuilder()),
            "request: missing (expected: one that is known; written by a newer version?)"),
        Arguments.of(
            Protocol.CALL_COMMAND,
            "T",
            tell(
                CallProto.CallRequest.newBuilder()
                    .setMerge(CallProto.CallRequest.Merge.newBuilder().setOwnCallId("call-0"))),
            "by: missing (expected: who asks)"),
        Arguments.of(
            Protocol.CALL_COMMAND,
            "T",
            tell(
                CallProto.CallRequest.newBuilder()
                    .setBy(BOB)
                    .setPerform(
                        CallProto.CallRequest.Perform.newBuilder().setOperation(NOT_ON_A_CALL))),
            "operation: ActiveCalls (expected: one on a call)"),
        Arguments.of(
            Protocol.CALL_COMMAND,
            "T",
            tell(
                CallProto.CallRequest.newBuilder()
                    .setTurnAway(CallProto.CallRequest.TurnAway.newBuilder().setReasonValue(99))),
            "MissedReason: 99 (expected: one of"),
        Arguments.of(
            Protocol.USER_COMMAND,
            "P",
            UserProto.UserCommand.Perform.getDefaultInstance(),
            "operation: missing"),
        Arguments.of(
            Protocol.USER_COMMAND,
            "A",
            UserProto.UserCommand.Answer.getDefaultInstance(),
            "result: missing"),
        Arguments.of(
            Protocol.USER_COMMAND,
            "A",
            UserProto.UserCommand.Answer.newBuilder()
                .setResult(
                    RingdownProto.Result.newBuilder()
                        .setFailed(
                            RingdownProto.Result.Failed.newBuilder()
                                .setError(
                                    RingdownProto.RingdownError.newBuilder().setCodeValue(99))))
                .build(),
            "ErrorCode: 99 (expected: one of"),
        Arguments.of(
            Protocol.USER_COMMAND,
            "C",
            UserProto.UserCommand.Connect.newBuilder().setSession("session-1").build(),
            "reply_to: missing (expected: an actor's path)"),
        Arguments.of(
            Protocol.USER_COMMAND,
            "N",
            announcement(CallProto.Notice.getDefaultInstance()).toBuilder()
                .setCall(call().clearCaller())
                .build(),
            "caller: missing (expected: him, or members)"),
        Arguments.of(
            Protocol.USER_COMMAND,
            "N",
            announcement(CallProto.Notice.getDefaultInstance()),
            "notice: missing"),
        Arguments.of(
            Protocol.USER_COMMAND,
            "N",
            announcement(
                CallProto.Notice.newBuilder()
                    .setRing(CallProto.Notice.Ring.newBuilder().setEvent(EVENT_WITHOUT_CALL))
                    .build()),
            "ring: IncomingCallTimeout (expected: IncomingCallReceived)"),
        Arguments.of(
            Protocol.SESSION_MESSAGE,
            "C",
            SessionProto.SessionCommand.Close.newBuilder().setReasonValue(99).build(),
            "CloseReason: 99 (expected: one of"),
        Arguments.of(
            Protocol.SESSION_MESSAGE,
            "R",
            SessionProto.SessionCommand.Registered.newBuilder().setRegistration(1).build(),
            "user: missing (expected: an actor's path)"),
        Arguments.of(
            Protocol.SESSION_MESSAGE,
            "E",
            SessionProto.SessionEvent.newBuilder().setCallId("call-1").build(),
            "event: missing"),
        Arguments.of(
            Protocol.SESSION_MESSAGE,
            "V",
            SessionProto.SessionCommand.Deliver.newBuilder().addEvents(EVENT_WITHOUT_CALL).build(),
            "call_id: missing (expected: here, or in the message around it)"),
        Arguments.of(
            Protocol.SESSION_MESSAGE,
            "V",
            SessionProto.SessionCommand.Deliver.newBuilder()
                .setProgress(SessionProto.Progress.newBuilder().setCallId("call-1"))
                .addEvents(EVENT_WITHOUT_CALL)
                .build(),
            "caller: missing (expected: here, or in the message around it)"));
  }

  @ParameterizedTest
  @MethodSource("incomplete")
  void shouldSayWhatIsMissingOrNotKnown(
      Protocol protocol, String manifest, Message message, String why) {
    assertThatThrownBy(() -> serializer(protocol).fromBinary(message.toByteArray(), manifest))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining(why);
  }

  private static CallProto.CallCommand.Tell tell(CallProto.CallRequest.Builder request) {
    return CallProto.CallCommand.Tell.newBuilder().setRequest(request).build();
  }

  private static UserProto.UserCommand.Announcement announcement(CallProto.Notice notice) {
    return UserProto.UserCommand.Announcement.newBuilder()
        .setCall(call())
        .addEntries(UserProto.UserCommand.Entry.newBuilder().addNotices(notice))
        .build();
  }

  private static RingdownProto.CallSnapshot.Builder call() {
    return RingdownProto.CallSnapshot.newBuilder()
        .setCallId("call-1")
        .setCallTypeValue(1)
        .setModeValue(1)
        .setGlarePolicyValue(1)
        .setCaller(CallEventProto.CallUser.newBuilder().setId("ann"));
  }

  private static ProtobufSerializer serializer(Protocol protocol) {
    return (ProtobufSerializer)
        SerializationExtension.get(system).serializerByIdentity().apply(protocol.identifier());
  }
}
