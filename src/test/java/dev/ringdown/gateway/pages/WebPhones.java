package dev.ringdown.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.ringdown.gateway.TestGateway;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tabs of the web phone, on a gateway for each test. Nothing may stand in their consoles after it.
 */
final class WebPhones implements BeforeEachCallback, AfterEachCallback {
  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private TestGateway gateway;
  private Browser browser;

  @Override
  public void beforeEach(ExtensionContext context) {
    browser = Chromium.browser(context);
    gateway = TestGateway.start("ringdown.gateway.development = on");
  }

  @Override
  public void afterEach(ExtensionContext context) {
    contexts.forEach(BrowserContext::close);
    contexts.clear();
    gateway.close();
    List<String> heard = List.copyOf(complaints);
    complaints.clear();
    assertThat(heard).as("what stands in the consoles").isEmpty();
  }

  TestGateway gateway() {
    return gateway;
  }

  /** A tab in a browser of its own, on a desk. */
  Tab tab(String user) {
    return tab(user, Look.DESK);
  }

  Tab tab(String user, Look look) {
    return open(context(look), user);
  }

  /** One more tab in the same browser. */
  Tab beside(Tab tab, String user) {
    return open(tab.page().context(), user);
  }

  /** A page that has not been opened yet. */
  Page page(Look look) {
    return watched(context(look).newPage());
  }

  /** One whose scripts are others', and may complain. */
  Page pageOfOthers() {
    return context(Look.DESK).newPage();
  }

  private Tab open(BrowserContext context, String user) {
    return Tab.open(watched(context.newPage()), user);
  }

  private BrowserContext context(Look look) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(gateway.gateway().uri().toString())
                .setViewportSize(look.width(), look.height())
                .setColorScheme(look.scheme())
                .setReducedMotion(ReducedMotion.REDUCE));
    contexts.add(context);
    return context;
  }

  private Page watched(Page page) {
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !isOfTheNetwork(message)) {
            complaints.add(message.text() + " at " + message.location());
          }
        });
    return page;
  }

  /**
   * The browser itself tells that it is lost, and Playwright's socket what it could not pass on.
   */
  private static boolean isOfTheNetwork(ConsoleMessage message) {
    return message.text().contains("ERR_INTERNET")
        || (message.text().contains("CLOSING or CLOSED")
            && !message.location().contains("/ringdown"));
  }

  /** What a page is looked at on. */
  record Look(int width, int height, ColorScheme scheme) {
    static final Look DESK = new Look(1360, 840, ColorScheme.LIGHT);
    static final Look DESK_AT_NIGHT = new Look(1360, 840, ColorScheme.DARK);
    static final Look HAND = new Look(390, 844, ColorScheme.LIGHT);
    static final Look HAND_AT_NIGHT = new Look(390, 844, ColorScheme.DARK);
  }
}
