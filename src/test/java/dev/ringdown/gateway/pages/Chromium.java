package dev.ringdown.gateway.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The machine's Chromium, started once for all tests. */
final class Chromium extends Needs {
  /**
   * No sound, no calls home or to anybody else, and a microphone that needs no person to allow it.
   */
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--mute-audio",
          "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
          "--use-fake-ui-for-media-stream",
          "--use-fake-device-for-media-stream");

  /** A busy machine is no defect. */
  private static final double PATIENCE_MS = 20_000;

  private record Started(Playwright playwright, Browser browser) implements AutoCloseable {
    @Override
    public void close() {
      browser.close();
      playwright.close();
    }
  }

  Chromium() {
    super("Chromium", "chromium", "chromium-browser", "google-chrome");
  }

  /** Closed after the last test. */
  static Browser browser(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(Chromium.class))
        .getOrComputeIfAbsent(Started.class, key -> start(), Started.class)
        .browser();
  }

  private static Started start() {
    Path path = new Chromium().path().orElseThrow();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    // Playwright brings no browser of its own along, and is not to fetch one.
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Started(
        playwright,
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(path).setArgs(FLAGS)));
  }
}
