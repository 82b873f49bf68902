package dev.ringdown.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorSystem;
import akka.actor.ExtendedActorSystem;
import akka.testkit.javadsl.TestKit;
import dev.ringdown.call.CallEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What journals hold today can be read for ever: one file of bytes per event. A file is never
 * changed. For a new sample, {@code mvn test -Dtest=CallEventGoldenTest
 * -Dringdown.golden.create=true} writes the files that are missing, and leaves those that exist.
 */
class CallEventGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/call_event");

  private static ActorSystem system;
  private static CallEventSerializer serializer;

  @BeforeAll
  static void start() throws IOException {
    system = ActorSystem.create("golden");
    serializer = new CallEventSerializer((ExtendedActorSystem) system);
    if (Boolean.getBoolean("ringdown.golden.create")) {
      createMissingFiles();
    }
  }

  @AfterAll
  static void stop() {
    TestKit.shutdownActorSystem(system);
  }

  static Stream<String> samples() {
    return SampleEvents.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void shouldWriteTheSameBytesAsEver(String sample) {
    byte[] bytes = serializer.toBinary(SampleEvents.all().get(sample));

    assertThat(file(sample)).hasBinaryContent(bytes);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void shouldReadWhatWasWritten(String sample) throws IOException {
    CallEvent event = SampleEvents.all().get(sample);

    assertThat(serializer.fromBinary(Files.readAllBytes(file(sample)), serializer.manifest(event)))
        .isEqualTo(event);
  }

  @Test
  void shouldHaveASampleOfEveryEventAndNoFileWithoutOne() throws IOException {
    Map<String, CallEvent> samples = SampleEvents.all();

    assertThat(samples.values())
        .extracting(event -> (Object) event.getClass())
        .contains(Arrays.<Object>stream(CallEvent.class.getPermittedSubclasses()).toArray());
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              samples.keySet().stream().map(sample -> sample + ".bin").toList());
    }
  }

  private static void createMissingFiles() throws IOException {
    for (Map.Entry<String, CallEvent> sample : SampleEvents.all().entrySet()) {
      if (Files.notExists(file(sample.getKey()))) {
        Files.write(
            file(sample.getKey()),
            serializer.toBinary(sample.getValue()),
            StandardOpenOption.CREATE_NEW);
      }
    }
  }

  private static Path file(String sample) {
    return FOLDER.resolve(sample + ".bin");
  }
}
