package dev.ringdown.gateway.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The example's page with ZEGOCLOUD's kit, used as a person does. */
final class KitPage {
  private final Page page;
  private final List<String> frames = new ArrayList<>();

  private KitPage(Page page) {
    this.page = page;
    page.onWebSocket(socket -> socket.onFrameReceived(frame -> frames.add(frame.text())));
  }

  /** Opens it, and waits until the gateway can be heard. */
  static KitPage open(Page page, String url) {
    KitPage opened = new KitPage(page);
    page.navigate(url);
    opened.isConnected();
    return opened;
  }

  Page page() {
    return page;
  }

  // ---- What a person does

  void calls(String callees) {
    page.getByLabel("Whom to call").fill(callees);
    page.getByRole(AriaRole.BUTTON, exactly("Call")).click();
  }

  /** How long the next call rings. */
  void ringsFor(int seconds) {
    page.getByLabel("Ring for").fill(Integer.toString(seconds));
  }

  void presses(String text) {
    page.getByText(text, new Page.GetByTextOptions().setExact(true)).click();
  }

  // ---- What a person sees, and the application hears

  void isConnected() {
    assertThat(page.locator("#who")).containsText("connected");
  }

  void rings(String caller) {
    assertThat(page.getByText("Incoming call...")).isVisible();
    Locator names =
        page.locator("p").filter(new Locator.FilterOptions().setHasText(pattern(caller)));
    assertThat(names).isVisible();
  }

  void isSilent() {
    assertThat(page.getByText("Incoming call...")).isHidden();
    assertThat(page.getByText("Calling...")).isHidden();
  }

  void isInTheRoom(String user) {
    assertThat(page.locator("#ZegoVideoPlayerName")).containsText(user);
  }

  /**
   * All callbacks of the kit, and no others, with what they were given, in the order in which they
   * came.
   *
   * @param calls with <code>#</code> for a number that differs each time
   */
  void heard(String... calls) {
    Pattern[] patterns = Stream.of(calls).map(KitPage::pattern).toArray(Pattern[]::new);
    assertThat(page.locator("#callbacks li")).hasText(patterns);
  }

  /** The kit has timers of its own for a server that says nothing. */
  void wasTold(String event) {
    assertThat(frames).anyMatch(frame -> frame.contains(event));
  }

  /** Quoted sign by sign: a browser knows no other way. */
  private static Pattern pattern(String call) {
    String quoted = call.replaceAll("[^\\w# ]", "\\\\$0");
    return Pattern.compile("^" + quoted.replace("#", "\\d+") + "$");
  }

  private static Page.GetByRoleOptions exactly(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
