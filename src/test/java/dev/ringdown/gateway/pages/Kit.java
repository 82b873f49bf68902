package dev.ringdown.gateway.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionContext;

/** ZEGOCLOUD's web call kit, installed below {@code target} when it is first needed. */
final class Kit extends Needs {
  private static final String PACKAGE = "@zegocloud/zego-uikit-prebuilt";
  private static final Path FOLDER = Path.of("target", "zim-kit");

  Kit() {
    super("npm", "npm");
  }

  /** Where its packages lie. */
  static Path modules() {
    return FOLDER.resolve("node_modules");
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    ConditionEvaluationResult npm = super.evaluateExecutionCondition(context);
    if (npm.isDisabled() || Files.exists(modules().resolve(PACKAGE)) || install()) {
      return npm;
    }
    return missing("No registry with " + PACKAGE + ": tests that need it are skipped");
  }

  private static boolean install() {
    try {
      Files.createDirectories(FOLDER);
      Process npm =
          new ProcessBuilder(
                  "npm",
                  "install",
                  "--prefix",
                  FOLDER.toString(),
                  "--no-save",
                  "--no-audit",
                  "--no-fund",
                  "--ignore-scripts",
                  PACKAGE + "@2.18.4")
              .redirectErrorStream(true)
              .redirectOutput(FOLDER.resolve("npm.txt").toFile())
              .start();
      boolean ended = npm.waitFor(60, TimeUnit.SECONDS);
      npm.destroy();
      return ended && npm.exitValue() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
