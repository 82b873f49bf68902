package dev.ringdown.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorSystem;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.testkit.javadsl.TestKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What journals hold today can be read for ever, and what nodes of a release send by nodes of the
 * next: one file of bytes per sample, in a folder per protocol. A file is never changed. For a new
 * sample, {@code mvn test -Dtest=GoldenTest -Dringdown.golden.create=true} writes the files and
 * manifests that are missing, and leaves those that exist.
 */
class GoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final Path MANIFESTS = FOLDER.resolve("manifests.txt");

  private static ActorSystem system;

  @BeforeAll
  static void start() throws IOException {
    system = ActorSystem.create(Protocol.SYSTEM);
    if (Boolean.getBoolean("ringdown.golden.create")) {
      createWhatIsMissing();
    }
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
  void shouldWriteTheSameBytesAsEver(Protocol protocol, String name) {
    Object sample = protocol.samples(system).get(name);

    assertThat(file(protocol, name)).hasBinaryContent(serializer(protocol).toBinary(sample));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void shouldReadWhatWasWritten(Protocol protocol, String name) throws IOException {
    Object sample = protocol.samples(system).get(name);
    byte[] bytes = Files.readAllBytes(file(protocol, name));

    assertThat(serializer(protocol).fromBinary(bytes, serializer(protocol).manifest(sample)))
        .isEqualTo(sample);
  }

  @ParameterizedTest
  @MethodSource("dev.ringdown.serialization.Protocol#all")
  void shouldHaveASampleOfEveryRecordAndNoFileWithoutOne(Protocol protocol) throws IOException {
    Map<String, ?> samples = protocol.samples(system);

    assertThat(Sealed.within(samples.values())).containsAll(protocol.records().toList());
    try (Stream<Path> files = Files.list(file(protocol, "any").getParent())) {
      assertThat(files)
          .containsExactlyInAnyOrderElementsOf(
              samples.keySet().stream().map(name -> file(protocol, name)).toList());
    }
  }

  @Test
  void shouldKeepIdentifiersAndManifests() throws IOException {
    assertThat(Files.readAllLines(MANIFESTS)).containsExactlyElementsOf(manifests());
  }

  private static List<String> manifests() {
    return Protocol.all().stream()
        .flatMap(
            protocol ->
                protocol.samples(system).values().stream()
                    .map(
                        sample ->
                            "%d %s %s"
                                .formatted(
                                    serializer(protocol).identifier(),
                                    serializer(protocol).manifest(sample),
                                    sample.getClass().getName())))
        .sorted()
        .distinct()
        .toList();
  }

  private static void createWhatIsMissing() throws IOException {
    for (Protocol protocol : Protocol.all()) {
      for (Map.Entry<String, ?> sample : protocol.samples(system).entrySet()) {
        Path file = file(protocol, sample.getKey());
        if (Files.notExists(file)) {
          Files.createDirectories(file.getParent());
          Files.write(
              file,
              serializer(protocol).toBinary(sample.getValue()),
              StandardOpenOption.CREATE_NEW);
        }
      }
    }
    TreeSet<String> lines = new TreeSet<>(manifests());
    if (Files.exists(MANIFESTS)) {
      lines.addAll(Files.readAllLines(MANIFESTS));
    }
    Files.write(MANIFESTS, lines);
  }

  private static ProtobufSerializer serializer(Protocol protocol) {
    Serialization serialization = SerializationExtension.get(system);
    return (ProtobufSerializer) serialization.serializerByIdentity().apply(protocol.identifier());
  }

  private static Path file(Protocol protocol, String name) {
    return FOLDER.resolve(protocol.folder()).resolve(name + ".bin");
  }
}
