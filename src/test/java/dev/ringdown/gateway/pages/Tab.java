package dev.ringdown.gateway.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** One tab of the web phone, used as a person does: by what its parts are called. */
final class Tab {
  private static final Path PICTURES = Path.of("target", "screenshots");

  private final String user;
  private final Network network;
  private final Page page;

  private Tab(String user, Network network, Page page) {
    this.user = user;
    this.network = network;
    this.page = page;
  }

  /** Opens the page as this user, and waits until the server can be heard. */
  static Tab open(Page page, String user) {
    Tab tab = new Tab(user, Network.of(page), page);
    page.navigate("/?user=" + user.toLowerCase(Locale.ROOT) + "&name=" + user);
    tab.isConnected();
    return tab;
  }

  Page page() {
    return page;
  }

  String user() {
    return user;
  }

  // ---- What a person does

  void calls(String callee) {
    button("Voice call " + callee).click();
  }

  void callsTogether(String... callees) {
    for (String callee : callees) {
      people().getByRole(AriaRole.CHECKBOX, in(callee)).check();
    }
    page.getByRole(AriaRole.BUTTON, exactly("Video call " + callees.length + " selected")).click();
  }

  /** How long the next call rings. */
  void ringsFor(int seconds) {
    options();
    page.getByLabel("Ring for (seconds)").fill(Integer.toString(seconds));
  }

  void saysWithTheCall(String message) {
    options();
    page.getByLabel("Message").fill(message);
  }

  /** The next call ends when everybody has answered. */
  void endsWhenAllHaveAnswered() {
    options();
    page.getByLabel("Members").selectOption("GENERAL");
  }

  private void options() {
    if (page.locator("details.options[open]").count() == 0) {
      page.getByText("Call options").click();
    }
  }

  void accepts() {
    ring().getByRole(AriaRole.BUTTON, in("Accept")).click();
  }

  void declines() {
    ring().getByRole(AriaRole.BUTTON, in("Decline")).click();
  }

  void saysBusy() {
    ring().getByRole(AriaRole.BUTTON, in("I’m busy")).click();
  }

  void silences() {
    ring().getByRole(AriaRole.BUTTON, in("Silence here")).click();
  }

  void presses(String button) {
    button(button).click();
  }

  void adds(String... names) {
    button("Add people").click();
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    for (String name : names) {
      dialog.getByRole(AriaRole.CHECKBOX, in(name)).check();
    }
    dialog.getByRole(AriaRole.BUTTON, in("Ring them")).click();
  }

  void reloads() {
    page.reload();
    isConnected();
  }

  void loses() {
    network.cut();
  }

  void findsItsNetworkAgain() {
    network.mend();
  }

  // ---- What a person sees and hears

  void isConnected() {
    assertThat(connection()).hasText("Connected");
  }

  Locator connection() {
    return page.locator(".connection");
  }

  /** The dialog of a call that rings here. */
  Locator ring() {
    return page.getByRole(AriaRole.ALERTDIALOG);
  }

  void rings(String caller) {
    assertThat(ring()).isVisible();
    assertThat(ring().getByRole(AriaRole.HEADING)).hasText(caller + " is calling");
    assertThat(page.locator("html")).hasAttribute("data-sound", "ring");
  }

  void isSilent() {
    assertThat(ring()).isHidden();
    assertThat(page.locator("html")).not().hasAttribute("data-sound", "ring");
  }

  /** What the call's card says of this member. */
  void sees(String member, String state) {
    Locator row = page.locator(".members li", new Page.LocatorOptions().setHasText(member));
    assertThat(row.locator(".state")).hasText(state);
  }

  void seesCall(String status) {
    assertThat(page.locator(".status")).containsText(status);
  }

  /**
   * All callbacks of this tab, and no others, in the order in which they came.
   *
   * @param lines patterns
   */
  void heard(String... lines) {
    Pattern[] newestFirst = new Pattern[lines.length];
    for (int i = 0; i < lines.length; i++) {
      newestFirst[lines.length - 1 - i] = Pattern.compile("^" + lines[i] + "\\s*$");
    }
    assertThat(page.locator(".events .line")).hasText(newestFirst);
  }

  /** Forgets what was heard. */
  void clears() {
    button("Clear the list of callbacks").click();
  }

  Locator missed() {
    return page.locator(".missed-calls li");
  }

  Locator people() {
    return page.locator("#people");
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, exactly(name));
  }

  /** On a small screen, where one view is seen at a time. */
  void goes(String view) {
    page.getByRole(AriaRole.NAVIGATION).getByRole(AriaRole.BUTTON, in(view)).click();
  }

  void pictured(String name) {
    picture(page, name);
  }

  /** Kept beside the other results of the build. */
  static void picture(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
  }

  private static Page.GetByRoleOptions exactly(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator.GetByRoleOptions in(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }
}
