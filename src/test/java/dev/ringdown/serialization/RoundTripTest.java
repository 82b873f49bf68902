package dev.ringdown.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.ActorSystem;
import akka.serialization.DisabledJavaSerializer;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializer;
import akka.serialization.Serializers;
import akka.testkit.javadsl.TestKit;
import dev.ringdown.call.CallCommand;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.user.UserCommand;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that is stored or sent, by the serializer to which the configuration binds it. */
class RoundTripTest {
  private static ActorSystem system;
  private static Serialization serialization;

  @BeforeAll
  static void start() {
    system = ActorSystem.create(Protocol.SYSTEM);
    serialization = SerializationExtension.get(system);
  }

  @AfterAll
  static void stop() {
    TestKit.shutdownActorSystem(system);
  }

  static Stream<Arguments> messagesAndContents() {
    return Protocol.all().stream()
        .flatMap(
            protocol ->
                protocol
                    .messages()
                    .flatMap(
                        message ->
                            Arrays.stream(Filled.values())
                                .map(content -> Arguments.of(protocol, message, content))));
  }

  @ParameterizedTest
  @MethodSource("messagesAndContents")
  void shouldReadBackWhatItWrote(Protocol protocol, Class<?> type, Filled content) {
    for (Object message : content.every(type, Protocol.actor(system))) {
      assertThat(serialization.findSerializerFor(message)).isInstanceOf(protocol.serializer());
      assertThat(readBack(message)).isEqualTo(message);
    }
  }

  static Stream<Class<?>> ownMessages() {
    return Stream.of(CallCommand.class, UserCommand.class, SessionCommand.class)
        .flatMap(type -> Sealed.ownRecords(type).stream());
  }

  @ParameterizedTest
  @MethodSource("ownMessages")
  void shouldRefuseWhatAnActorSendsOnlyToItself(Class<?> type) {
    for (Object message : Filled.EMPTY.every(type, Protocol.actor(system))) {
      assertThatThrownBy(() -> serialization.serialize(message).get())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(type.getName() + " (expected: a");
    }
  }

  @Test
  void shouldLeaveJavaSerializationOff() throws NotSerializableException {
    assertThat(system.settings().config().getBoolean("akka.actor.allow-java-serialization"))
        .isFalse();
    assertThat(serialization.serializerFor(ArrayList.class))
        .isInstanceOf(DisabledJavaSerializer.class);
  }

  private static Object readBack(Object message) {
    byte[] bytes = serialization.serialize(message).get();
    Serializer serializer = serialization.findSerializerFor(message);
    return serialization
        .deserialize(bytes, serializer.identifier(), Serializers.manifestFor(serializer, message))
        .get();
  }
}
