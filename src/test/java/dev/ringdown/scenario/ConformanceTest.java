package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The table of what is proven by which test says the truth. */
class ConformanceTest {
  private static final Path TABLE = Path.of("docs", "conformance.md");
  private static final int ROWS = 34;
  private static final Pattern NAME =
      Pattern.compile("`((?:[a-z]+\\.)*[A-Z]\\w*Test)\\.(should\\w+)`");

  /**
   * @param names of classes and methods, as the table has them
   */
  private record Row(int number, String what, String proof, List<MatchResult> names) {}

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(TABLE)) {
      String[] cells = line.split("\\|");
      if (cells.length == 4 && cells[1].strip().matches("\\d+")) {
        List<MatchResult> names = NAME.matcher(cells[3]).results().toList();
        rows.add(
            new Row(Integer.parseInt(cells[1].strip()), cells[2].strip(), cells[3].strip(), names));
      }
    }
    return rows;
  }

  @Test
  void shouldHaveEveryRowOnce() throws IOException {
    assertThat(rows())
        .extracting(Row::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, ROWS).boxed().toList());
    assertThat(rows()).extracting(Row::what).doesNotContain("");
  }

  /** What is missing has to be said, with the reason. */
  @Test
  void shouldNameAProofOfEveryRow() throws IOException {
    assertThat(rows())
        .allMatch(row -> !row.names().isEmpty() || row.proof().startsWith("not yet: "));
    assertThat(rows())
        .allMatch(
            row -> row.names().size() == row.proof().chars().filter(c -> c == '`').count() / 2);
  }

  @Test
  void shouldNameTestsThatExist() throws IOException {
    for (Row row : rows()) {
      for (MatchResult name : row.names()) {
        assertThat(isTest(name.group(1), name.group(2)))
            .as("row %d: %s", row.number(), name.group())
            .isTrue();
      }
    }
  }

  private static boolean isTest(String type, String method) {
    String qualified = "dev.ringdown." + (type.contains(".") ? "" : "scenario.") + type;
    try {
      Method[] methods = Class.forName(qualified).getDeclaredMethods();
      return Stream.of(methods)
          .filter(m -> m.getName().equals(method))
          .anyMatch(
              m ->
                  m.isAnnotationPresent(Test.class)
                      || m.isAnnotationPresent(ParameterizedTest.class));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
