package dev.ringdown.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Bytes and text that nobody wrote on purpose: every one is a frame, a bad request or a bad frame,
 * and none fails in another way. Made from the golden frames by seed; {@code -Dringdown.fuzz.seed}
 * and {@code -Dringdown.fuzz.runs} try others, and more.
 */
@Timeout(120)
class FuzzedFramesTest {
  private static final long SEED = Long.getLong("ringdown.fuzz.seed", 20_260_504);
  private static final int RUNS = Integer.getInteger("ringdown.fuzz.runs", 20_000);
  private static final Path GOLDEN = Path.of("src/test/resources/golden/client_frame");

  /** What parsers have stumbled over. */
  private static final List<String> WORDS =
      List.of(
          "\"",
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "null",
          "true",
          "NaN",
          "-Infinity",
          "1e999999999",
          "-0",
          "9223372036854775808",
          "0.1e-999999999",
          "\\u0000",
          "\\uD800",
          "\u0000",
          "\uFEFF",
          "\"@type\"",
          "{\"request\":",
          "{\"invite\":",
          "\"315576000001s\"",
          "[[[[[[[[",
          "{}",
          "//");

  private static List<byte[]> seeds(String type) throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      List<Path> sorted = files.filter(f -> f.toString().endsWith(type)).sorted().toList();
      List<byte[]> seeds = new ArrayList<>();
      for (Path file : sorted) {
        seeds.add(Files.readAllBytes(file));
      }
      return seeds;
    }
  }

  private static byte[] mutated(List<byte[]> seeds, Random random) {
    byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      bytes = mutated(bytes, seeds, random);
    }
    return bytes;
  }

  private static byte[] mutated(byte[] bytes, List<byte[]> seeds, Random random) {
    int at = random.nextInt(bytes.length + 1);
    int to = at + random.nextInt(bytes.length - at + 1);
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> joined(bytes, at, new byte[0], to);
      case 2 -> joined(bytes, at, Arrays.copyOfRange(bytes, at, to), at);
      case 3 -> joined(bytes, at, seeds.get(random.nextInt(seeds.size())), to);
      case 4 ->
          joined(
              bytes,
              at,
              WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8),
              to);
      default -> {
        byte[] noise = new byte[1 + random.nextInt(4)];
        random.nextBytes(noise);
        yield joined(bytes, at, noise, Math.min(bytes.length, at + noise.length));
      }
    };
  }

  /** The bytes with what is between two places replaced. */
  private static byte[] joined(byte[] bytes, int from, byte[] middle, int to) {
    byte[] all = Arrays.copyOf(bytes, from + middle.length + bytes.length - to);
    System.arraycopy(middle, 0, all, from, middle.length);
    System.arraycopy(bytes, to, all, from + middle.length, bytes.length - to);
    return all;
  }

  private static void fuzz(String type, Function<byte[], FromClient> read) throws IOException {
    List<byte[]> seeds = seeds(type);
    assertThat(seeds).isNotEmpty();
    Random random = new Random(SEED);
    int good = 0;
    for (int run = 0; run < RUNS; run++) {
      byte[] bytes = mutated(seeds, random);
      try {
        FromClient frame = read.apply(bytes);
        good += frame instanceof FromClient.BadFrame ? 0 : 1;
      } catch (RuntimeException | StackOverflowError e) {
        fail("seed " + SEED + ", run " + run + ": " + HexFormat.of().formatHex(bytes), e);
      }
    }
    // Or it would be noise, which no parser reads far into.
    assertThat(good).isGreaterThan(RUNS / 100).isLessThan(RUNS);
  }

  @Test
  void shouldReadAnyBytes() throws IOException {
    fuzz(".bin", bytes -> BinaryFrames.read(ByteBuffer.wrap(bytes)));
  }

  @Test
  void shouldReadAnyText() throws IOException {
    fuzz(".json", bytes -> JsonFrames.read(new String(bytes, StandardCharsets.UTF_8)));
  }

  @Test
  void shouldNotBeTiredByDepthOrLength() {
    int length = 64 * 1024;
    for (String text :
        List.of(
            "[".repeat(length),
            "{\"a\":".repeat(length / 5),
            "{\"request\":{\"id\":\"q\",\"invite\":{\"callees\":[" + "{},".repeat(length / 4),
            "{\"request\":{\"id\":\"q\",\"invite\":{\"callees\":["
                + "{},".repeat(length / 4)
                + "7]}}}",
            "{\"request\":{\"id\":\"q\",\"listMissedCalls\":{\"limit\":"
                + "9".repeat(length)
                + "}}}",
            "{\"request\":{\"id\":\"" + "x".repeat(length) + "\",\"dance\":{}}}")) {
      assertThat(JsonFrames.read(text))
          .isInstanceOfAny(FromClient.BadFrame.class, FromClient.BadRequest.class);
    }
  }

  /** It is the client's own text, but a log or a screen may show it. */
  @Test
  void shouldNotRepeatALongText() {
    String text =
        "{\"request\":{\"id\":\"q\",\"accept\":{\"callId\":[\"" + "x".repeat(9000) + "\"]}}}";

    assertThat(JsonFrames.read(text))
        .isInstanceOfSatisfying(
            FromClient.BadRequest.class,
            bad -> assertThat(bad.error().message()).hasSizeLessThan(500));
    assertThat(JsonFrames.read("{\"" + "y".repeat(9000) + "\":1}"))
        .isInstanceOfSatisfying(
            FromClient.BadFrame.class, bad -> assertThat(bad.problem()).hasSizeLessThan(500));
  }
}
