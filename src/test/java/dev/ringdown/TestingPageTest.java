package dev.ringdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What docs/testing.md says about the test kit is true: each of its examples runs. */
class TestingPageTest {
  private final Readme page = Readme.read("docs/testing.md");

  TestingPageTest() throws IOException {}

  @TestFactory
  List<DynamicTest> shouldRun(@TempDir Path folder) {
    return page.blocks("java").stream()
        .map(block -> DynamicTest.dynamicTest("line " + block.line(), () -> run(block, folder)))
        .toList();
  }

  private static void run(Readme.Block block, Path folder) throws Exception {
    Snippet example = new Snippet(block);
    assertThat(example.compile(folder)).isEmpty();
    example.run(folder);
  }

  @Test
  void shouldFindItsExamples() {
    assertThat(page.blocks("java")).hasSizeGreaterThanOrEqualTo(7);
  }

  @Test
  void shouldGiveTheCoordinatesOfThisBuild() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String coordinates = page.blocks("xml").get(0).code();
    assertThat(coordinates)
        .contains("<version>" + value(pom, "version", "ringdown") + "</version>")
        .contains("<version>" + value(pom, "akka.version", "") + "</version>")
        .contains("<classifier>" + value(pom, "classifier", "") + "</classifier>");
  }

  /** Of the first element with this name, after the artifact id, if one is given. */
  private static String value(String pom, String element, String artifact) {
    String rest = artifact.isEmpty() ? pom : pom.split("<artifactId>" + artifact + "<", 2)[1];
    return rest.split("<" + element + ">", 2)[1].split("<", 2)[0];
  }
}
