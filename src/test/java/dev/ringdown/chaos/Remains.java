package dev.ringdown.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is left of a run for who looks for a cause: a folder with all that was seen, and logs. */
final class Remains {
  private Remains() {}

  /** Makes the folder, or clears it of a run before. */
  static void begin(Path folder) {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> old = Files.list(folder)) {
        for (Path file : old.filter(Files::isRegularFile).toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path folder, Run run, List<Violation> violations) {
    write(folder.resolve("violations.txt"), violations.stream());
    write(folder.resolve("disturbances.txt"), run.disturbances().stream());
    write(folder.resolve("facts.txt"), run.facts().stream());
    write(folder.resolve("calls.txt"), run.calls().values().stream());
  }

  private static void write(Path file, Stream<?> lines) {
    try {
      Files.write(file, lines.map(Object::toString).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
