package dev.ringdown.defects;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import com.github.difflib.patch.PatchFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A mistake that somebody might make in the engine, as a patch of one source file. It stands in
 * {@code src/test/defects}, headed by a line that says what breaks.
 *
 * @param title what breaks, in words
 * @param source the file that it is planted in
 */
record Defect(String name, String title, Path source, Patch<String> patch) {
  private static final Path FOLDER = Path.of("src/test/defects");
  private static final String BEFORE = "--- a/";

  static List<Defect> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(Defect::read).toList();
    }
  }

  private static Defect read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      String source =
          lines.stream()
              .filter(line -> line.startsWith(BEFORE))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException(file + ": no line " + BEFORE))
              .substring(BEFORE.length());
      return new Defect(
          file.getFileName().toString().replace(".patch", ""),
          lines.get(0),
          Path.of(source),
          UnifiedDiffUtils.parseUnifiedDiff(lines.subList(1, lines.size())));
    } catch (IOException e) {
      throw new IllegalStateException("expected a readable patch: " + file, e);
    }
  }

  /** The source with the mistake in it; the patch may have moved by some lines. */
  List<String> plant() throws IOException, PatchFailedException {
    return patch.applyFuzzy(Files.readAllLines(source), 0);
  }

  @Override
  public String toString() {
    return name;
  }
}
