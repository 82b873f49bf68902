package dev.ringdown.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.ringdown.gateway.wire.proto.ClientFrame;
import dev.ringdown.gateway.wire.proto.Event;
import dev.ringdown.gateway.wire.proto.Reply;
import dev.ringdown.gateway.wire.proto.Request;
import dev.ringdown.gateway.wire.proto.ServerFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What clients of every release say and understand: a file of bytes and one of JSON for each frame.
 * A file is never changed. For a new frame, {@code mvn test -Dtest=GoldenFramesTest
 * -Dringdown.golden.create=true} writes the files that are missing.
 */
class GoldenFramesTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  @BeforeAll
  static void create() throws IOException {
    if (Boolean.getBoolean("ringdown.golden.create")) {
      for (var sample : ClientFrames.all().entrySet()) {
        createIfMissing(file("client_frame", sample.getKey(), "bin"), frame(sample.getValue()));
        createIfMissing(
            file("client_frame", sample.getKey(), "json"), bytes(sample.getValue().json()));
      }
      for (var sample : ServerFrames.all().entrySet()) {
        createIfMissing(
            file("server_frame", sample.getKey(), "bin"),
            BinaryFrames.write(sample.getValue(), ServerFrames.NOW));
        createIfMissing(
            file("server_frame", sample.getKey(), "json"),
            bytes(JsonFrames.write(sample.getValue(), ServerFrames.NOW)));
      }
    }
  }

  private static void createIfMissing(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    if (Files.notExists(file)) {
      Files.write(file, content, StandardOpenOption.CREATE_NEW);
    }
  }

  private static byte[] frame(ClientFrames.Sample sample) throws InvalidProtocolBufferException {
    ClientFrame.Builder frame = ClientFrame.newBuilder();
    JsonFormat.parser().merge(sample.json(), frame);
    return frame.build().toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Path file(String folder, String name, String type) {
    return FOLDER.resolve(folder).resolve(name + "." + type);
  }

  static Set<String> fromClients() {
    return ClientFrames.all().keySet();
  }

  static Set<String> toClients() {
    return ServerFrames.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("fromClients")
  void shouldUnderstandWhatClientsSay(String name) throws IOException {
    FromClient meaning = ClientFrames.all().get(name).meaning();

    assertThat(BinaryFrames.read(ByteBuffer.wrap(read("client_frame", name, "bin"))))
        .isEqualTo(meaning);
    assertThat(
            JsonFrames.read(new String(read("client_frame", name, "json"), StandardCharsets.UTF_8)))
        .isEqualTo(meaning);
  }

  @ParameterizedTest
  @MethodSource("toClients")
  void shouldSayTheSameAsEver(String name) throws IOException {
    ToClient frame = ServerFrames.all().get(name);

    assertThat(BinaryFrames.write(frame, ServerFrames.NOW))
        .isEqualTo(read("server_frame", name, "bin"));
    assertThat(JsonFrames.write(frame, ServerFrames.NOW))
        .isEqualTo(new String(read("server_frame", name, "json"), StandardCharsets.UTF_8));
  }

  private static byte[] read(String folder, String name, String type) throws IOException {
    return Files.readAllBytes(file(folder, name, type));
  }

  @Test
  void shouldHaveASampleOfEveryFrame() throws IOException {
    List<Message> client = parse("client_frame", ClientFrame.getDefaultInstance());
    List<Message> server = parse("server_frame", ServerFrame.getDefaultInstance());

    assertThat(client)
        .extracting(f -> ((ClientFrame) f).getFrameCase())
        .containsAll(withoutNone(ClientFrame.FrameCase.values()));
    assertThat(client)
        .extracting(f -> ((ClientFrame) f).getRequest().getOperationCase())
        .containsAll(withoutNone(Request.OperationCase.values()));
    assertThat(server)
        .extracting(f -> ((ServerFrame) f).getFrameCase())
        .containsAll(withoutNone(ServerFrame.FrameCase.values()));
    assertThat(server)
        .extracting(f -> ((ServerFrame) f).getReply().getResultCase())
        .containsAll(withoutNone(Reply.ResultCase.values()));
    assertThat(server)
        .extracting(f -> ((ServerFrame) f).getEvent().getEventCase())
        .containsAll(withoutNone(Event.EventCase.values()));
  }

  private static <E extends Enum<E>> Collection<E> withoutNone(E[] cases) {
    return Arrays.stream(cases).filter(c -> !c.name().endsWith("_NOT_SET")).toList();
  }

  /** And a file for every sample, none else. */
  private static List<Message> parse(String folder, Message type) throws IOException {
    List<Message> all = new ArrayList<>();
    Set<String> names = folder.startsWith("client") ? fromClients() : toClients();
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      assertThat(files.map(f -> f.getFileName().toString()).collect(Collectors.toSet()))
          .isEqualTo(
              names.stream()
                  .flatMap(name -> Stream.of(name + ".bin", name + ".json"))
                  .collect(Collectors.toSet()));
    }
    for (String name : names) {
      all.add(type.getParserForType().parseFrom(read(folder, name, "bin")));
    }
    return all;
  }

  /** A field that no sample fills would not be seen to change its number. */
  @Test
  void shouldFillEveryField() throws IOException {
    Set<String> filled =
        Stream.concat(
                parse("client_frame", ClientFrame.getDefaultInstance()).stream(),
                parse("server_frame", ServerFrame.getDefaultInstance()).stream())
            .flatMap(GoldenFramesTest::fields)
            .collect(Collectors.toSet());
    Set<String> all =
        ClientFrame.getDescriptor().getFile().getMessageTypes().stream()
            .flatMap(type -> type.getFields().stream())
            .map(field -> field.getFullName())
            .collect(Collectors.toSet());

    assertThat(filled.stream().filter(f -> f.startsWith("dev.ringdown.")))
        .containsExactlyInAnyOrderElementsOf(all);
  }

  private static Stream<String> fields(Message message) {
    return message.getAllFields().entrySet().stream()
        .flatMap(
            field ->
                Stream.concat(Stream.of(field.getKey().getFullName()), inner(field.getValue())));
  }

  private static Stream<String> inner(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().flatMap(GoldenFramesTest::inner);
    }
    return value instanceof Message message ? fields(message) : Stream.empty();
  }
}
