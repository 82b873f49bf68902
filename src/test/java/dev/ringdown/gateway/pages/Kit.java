package dev.ringdown.gateway.pages;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The example with ZEGOCLOUD's web call kit, installed below {@code target} as its page says. */
final class Kit extends Needs {
  private static final Path EXAMPLE = Path.of("examples", "zim-kit");
  private static final Path FOLDER = Path.of("target", "zim-kit");
  private static final Path INSTALLED =
      FOLDER.resolve(Path.of("node_modules", "@zegocloud", "zego-uikit-prebuilt", "package.json"));

  private static Boolean isInstalled;

  Kit() {
    super("npm", "npm");
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    ConditionEvaluationResult npm = super.evaluateExecutionCondition(context);
    if (npm.isDisabled() || install()) {
      return npm;
    }
    return missing("npm finds no ZEGOCLOUD kit: tests that need it are skipped");
  }

  /** The example's own server, at the side of this gateway. */
  static Server serve(URI gateway) {
    try {
      return new Server(run("node", "server.js", gateway.toString(), "0"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static final class Server implements AutoCloseable {
    private final Process process;
    private final String page;

    private Server(Process process) throws IOException {
      this.process = process;
      BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
      page = output.readLine();
      if (page == null) {
        throw new IllegalStateException("the example's server ended");
      }
    }

    /** Where the page is, for this user. */
    String page(String user) {
      return page + "&user=" + user;
    }

    @Override
    public void close() {
      process.destroy();
    }
  }

  /** Asked for the class and for each test, done once. */
  private static synchronized boolean install() {
    if (isInstalled == null) {
      try {
        copyExample();
        isInstalled = Files.exists(INSTALLED) || isGood(run("npm", "install", "--ignore-scripts"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return isInstalled;
  }

  private static boolean isGood(Process npm) {
    try {
      boolean ended = npm.waitFor(180, SECONDS);
      npm.destroy();
      return ended && npm.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Process run(String... command) throws IOException {
    return new ProcessBuilder(List.of(command))
        .directory(FOLDER.toFile())
        .redirectError(FOLDER.resolve(command[0] + ".txt").toFile())
        .start();
  }

  /** What the project has; whoever looks at the example in place keeps his own packages. */
  private static void copyExample() throws IOException {
    Files.createDirectories(FOLDER);
    try (Stream<Path> files = Files.list(EXAMPLE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = FOLDER.resolve(file.getFileName().toString());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
