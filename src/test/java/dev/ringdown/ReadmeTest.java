package dev.ringdown;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the README says is true: its code compiles, its first example runs, its tables are whole.
 */
class ReadmeTest {
  private static final String URL = "ringdown.journal.jdbc.url";

  /** A build machine may be so busy that an engine's first call takes longer than the default. */
  private static final String PATIENCE = "ringdown.request-timeout";

  private final Readme readme = Readme.read();

  ReadmeTest() throws IOException {}

  @Test
  void shouldFindEveryBlock() {
    assertThat(readme.blocks()).hasSize((int) readme.fences());
    assertThat(readme.blocks())
        .extracting(Readme.Block::language)
        .containsOnly("java", "js", "hocon", "xml");
  }

  @Test
  void shouldCompileTheJava(@TempDir Path folder) {
    assertThat(readme.blocks("java"))
        .isNotEmpty()
        .allSatisfy(block -> assertThat(new Snippet(block).compile(folder)).isEmpty());
  }

  @Test
  @Timeout(120)
  void shouldRunTheFirstExample(@TempDir Path folder) throws Exception {
    Snippet example = new Snippet(readme.blocks("java").get(0));
    assertThat(example.compile(folder)).isEmpty();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    System.setProperty(URL, "jdbc:h2:file:" + folder.resolve("calls"));
    System.setProperty(PATIENCE, "60s");
    ConfigFactory.invalidateCaches();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      example.run(folder);
    } finally {
      System.setOut(out);
      System.clearProperty(URL);
      System.clearProperty(PATIENCE);
      ConfigFactory.invalidateCaches();
    }
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("alice is calling", "bob accepted");
  }

  @Test
  void shouldNameOnlySettingsThatExist() {
    Set<String> known = new TreeSet<>();
    for (String file : List.of("reference.conf", "h2.conf", "postgres.conf")) {
      known.addAll(paths(ConfigFactory.parseResources(file)));
    }
    assertThat(readme.blocks("hocon"))
        .isNotEmpty()
        .allSatisfy(
            block -> {
              Config config = ConfigFactory.parseString(block.code());
              assertThat(known).containsAll(paths(config));
              RingdownSettings.from(
                  config.withFallback(ConfigFactory.defaultReference()).resolve());
            });
  }

  private static Set<String> paths(Config config) {
    return config.root().containsKey("ringdown")
        ? config.getObject("ringdown").toConfig().resolve().entrySet().stream()
            .map(entry -> entry.getKey())
            .collect(Collectors.toSet())
        : Set.of();
  }

  @Test
  void shouldGiveTheCoordinatesOfThisBuild() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    assertThat(readme.blocks("xml"))
        .singleElement()
        .satisfies(
            block ->
                assertThat(pom)
                    .contains(block.code().lines().filter(line -> line.startsWith("  ")).toList()));
  }

  @Test
  void shouldNameEveryCallback() {
    assertThat(words("`(on[A-Z]\\w+)`"))
        .isEqualTo(names(InvitationEvents.class.getDeclaredMethods()));
  }

  @Test
  void shouldNameEveryOperation() {
    Set<String> operations = names(Session.class.getDeclaredMethods());
    operations.removeAll(Set.of("id", "user", "device"));
    assertThat(words("`([a-z]\\w+)`")).containsAll(operations);
  }

  @Test
  void shouldDescribeTheFoldersThatThereAre() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/ringdown"))) {
      Set<String> folders =
          files
              .filter(Files::isDirectory)
              .map(folder -> folder.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new));
      String table = readme.text().substring(readme.text().indexOf("## Where things are"));
      assertThat(words(table, "(?m)^\\| `(\\w+)` \\|")).isEqualTo(folders);
    }
  }

  @Test
  void shouldLinkToWhatExists() {
    assertThat(words("\\]\\((?!http)([^)#]+)\\)"))
        .isNotEmpty()
        .allSatisfy(link -> assertThat(Path.of(link)).exists());
  }

  private Set<String> words(String pattern) {
    return words(readme.text(), pattern);
  }

  private static Set<String> words(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(Method[] methods) {
    return Arrays.stream(methods)
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .map(Method::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
