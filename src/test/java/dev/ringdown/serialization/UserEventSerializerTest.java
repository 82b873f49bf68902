package dev.ringdown.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.ActorSystem;
import akka.actor.ExtendedActorSystem;
import akka.serialization.SerializationExtension;
import akka.testkit.javadsl.TestKit;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedReason;
import dev.ringdown.user.UserEvent;
import dev.ringdown.user.UserState;
import java.io.IOException;
import java.io.NotSerializableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What journals hold of users today can be read for ever: one file of bytes per event, and one for
 * snapshots. A file is never changed. For a new sample, {@code mvn test
 * -Dtest=UserEventSerializerTest -Dringdown.golden.create=true} writes the files that are missing.
 */
class UserEventSerializerTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/user_event");
  private static final MissedCall CALL = missed(MissedReason.BUSY);

  private static ActorSystem system;
  private static UserEventSerializer serializer;

  @BeforeAll
  static void start() throws IOException {
    system = ActorSystem.create("user-events");
    serializer = new UserEventSerializer((ExtendedActorSystem) system);
    if (Boolean.getBoolean("ringdown.golden.create")) {
      Files.createDirectories(FOLDER);
      for (Map.Entry<String, Object> sample : all().entrySet()) {
        if (Files.notExists(file(sample.getKey()))) {
          Files.write(
              file(sample.getKey()),
              serializer.toBinary(sample.getValue()),
              StandardOpenOption.CREATE_NEW);
        }
      }
    }
  }

  @AfterAll
  static void stop() {
    TestKit.shutdownActorSystem(system);
  }

  private static MissedCall missed(MissedReason reason) {
    return new MissedCall(
        7,
        "call-1",
        2,
        "room-1",
        CallUser.of("ann", "Ann Lee"),
        CallType.VIDEO,
        List.of(CallUser.of("bob"), CallUser.of("zoë", "Zoë 🎉")),
        "{\"topic\":\"☕\"}",
        Instant.parse("2026-03-01T08:30:15.123456789Z"),
        Duration.ofMillis(1500),
        reason);
  }

  private static Map<String, Object> all() {
    Map<String, Object> samples = new TreeMap<>();
    samples.put("MissedCallRecorded", new UserEvent.MissedCallRecorded(CALL));
    samples.put("MissedCallsSeen", new UserEvent.MissedCallsSeen(7));
    samples.put("UserState", new UserState(List.of(CALL), 7, 3));
    return samples;
  }

  static Stream<String> samples() {
    return all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void shouldWriteTheSameBytesAsEver(String sample) {
    assertThat(file(sample)).hasBinaryContent(serializer.toBinary(all().get(sample)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void shouldReadWhatWasWritten(String sample) throws IOException {
    Object expected = all().get(sample);

    byte[] bytes = Files.readAllBytes(file(sample));

    assertThat(serializer.fromBinary(bytes, serializer.manifest(expected))).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(MissedReason.class)
  void shouldKeepEveryReason(MissedReason reason) throws IOException {
    UserEvent event = new UserEvent.MissedCallRecorded(missed(reason));

    assertThat(serializer.fromBinary(serializer.toBinary(event), serializer.manifest(event)))
        .isEqualTo(event);
  }

  @Test
  void shouldHaveASampleOfEveryEventAndBeBoundToIt() {
    assertThat(all().values())
        .extracting(event -> (Object) event.getClass())
        .contains(Arrays.<Object>stream(UserEvent.class.getPermittedSubclasses()).toArray());
    assertThat(all().values())
        .allSatisfy(
            event ->
                assertThat(SerializationExtension.get(system).findSerializerFor(event))
                    .isInstanceOf(UserEventSerializer.class));
  }

  @Test
  void shouldRefuseWhatItDoesNotKnow() {
    assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "Z"))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining("'Z'");
    assertThatThrownBy(() -> serializer.fromBinary(new byte[] {1}, "M"))
        .isInstanceOf(NotSerializableException.class);
    assertThatThrownBy(() -> serializer.toBinary("no event"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Path file(String sample) {
    return FOLDER.resolve(sample + ".bin");
  }
}
