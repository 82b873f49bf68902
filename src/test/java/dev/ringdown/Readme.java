package dev.ringdown;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The README or another page, and the code in it. */
final class Readme {
  /**
   * A fenced block.
   *
   * @param given what the comment {@code <!-- given: ... -->} above it says: the parameters of the
   *     method as which the block is compiled
   */
  record Block(String language, String given, String code, int line) {}

  private static final Pattern BLOCK =
      Pattern.compile(
          "(?:^<!-- given: (?<given>.*?) -->\\n)?^```(?<language>\\w+)\\n(?<code>.*?)^```$",
          Pattern.MULTILINE | Pattern.DOTALL);

  private final String text;
  private final List<Block> blocks = new ArrayList<>();

  private Readme(String text) {
    this.text = text;
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      blocks.add(
          new Block(
              matcher.group("language"),
              Optional.ofNullable(matcher.group("given")).orElse(""),
              matcher.group("code"),
              (int) text.substring(0, matcher.start("code")).lines().count() + 1));
    }
  }

  static Readme read() throws IOException {
    return read("README.md");
  }

  static Readme read(String page) throws IOException {
    return new Readme(Files.readString(Path.of(page)));
  }

  String text() {
    return text;
  }

  List<Block> blocks(String language) {
    return blocks.stream().filter(block -> block.language().equals(language)).toList();
  }

  /** How many blocks there are, whatever is in them and above them. */
  long fences() {
    return text.lines().filter(line -> line.startsWith("```")).count() / 2;
  }

  List<Block> blocks() {
    return List.copyOf(blocks);
  }
}
