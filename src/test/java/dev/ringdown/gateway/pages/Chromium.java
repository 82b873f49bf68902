package dev.ringdown.gateway.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The machine's Chromium, one for all tests. Without one they are skipped, and a line says so;
 * unless {@code RINGDOWN_BROWSER=required}, as in continuous integration.
 */
final class Chromium implements ExecutionCondition {
  private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

  /** A page does not wait for a person's click to be heard, nor for the network's other ends. */
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--mute-audio");

  private static final String NONE =
      "No Chromium on the PATH: the web phone's tests are skipped (apt-get install chromium)";

  private static boolean said;

  private record Started(Playwright playwright, Browser browser) implements AutoCloseable {
    @Override
    public void close() {
      browser.close();
      playwright.close();
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (path().isPresent()) {
      return ConditionEvaluationResult.enabled("Chromium is here");
    }
    if ("required".equals(System.getenv("RINGDOWN_BROWSER"))) {
      throw new IllegalStateException("RINGDOWN_BROWSER=required, but there is no Chromium");
    }
    say();
    return ConditionEvaluationResult.disabled(NONE);
  }

  private static synchronized void say() {
    if (!said) {
      said = true;
      System.err.println(NONE);
    }
  }

  /** Started once, and closed after the last test. */
  static Browser browser(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(Chromium.class))
        .getOrComputeIfAbsent(Started.class, key -> start(), Started.class)
        .browser();
  }

  private static Started start() {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(path().orElseThrow())
                    .setArgs(FLAGS));
    return new Started(playwright, browser);
  }

  private static Optional<Path> path() {
    return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
