package dev.ringdown.gateway.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import dev.ringdown.gateway.pages.WebPhones.Look;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The web phone by the keyboard alone, for a screen reader, and for eyes that need contrast. */
@Tag("browser")
@ExtendWith(Chromium.class)
class AccessTest {
  /** Everything that can be used or read, and has no name or too little contrast: WCAG 2.1, AA. */
  private static final String FAULTS =
      """
      () => {
        const faults = [];
        const isShown = (e) => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
        const tell = (fault, e) => faults.push(`${fault}: ${e.outerHTML.slice(0, 120)}`);
        for (const e of document.querySelectorAll('button, a[href], input, select, summary')) {
          const name = e.ariaLabel || e.labels?.[0]?.textContent || e.textContent;
          if (isShown(e) && !name.trim()) tell('no name', e);
        }
        for (const e of document.querySelectorAll('img:not([alt]), svg:not([aria-hidden])')) {
          if (!e.closest('[aria-hidden=true]')) tell('no text for a picture', e);
        }
        const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
        ids.filter((id, i) => ids.indexOf(id) !== i).forEach((id) => faults.push(`twice: ${id}`));
        for (const a of ['aria-labelledby', 'aria-describedby', 'for']) {
          for (const e of document.querySelectorAll(`[${a}]`)) {
            if (!ids.includes(e.getAttribute(a))) tell(`${a} leads nowhere`, e);
          }
        }
        const rgba = (colour) => {
          const canvas = new OffscreenCanvas(1, 1).getContext('2d');
          canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1);
          return [...canvas.getImageData(0, 0, 1, 1).data];
        };
        const luminance = (colour) => {
          const [r, g, b] = rgba(colour).map((c) => c / 255)
            .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const backOf = (e) => {
          for (; e; e = e.parentElement) {
            const { backgroundColor } = getComputedStyle(e);
            if (rgba(backgroundColor)[3] === 255) return backgroundColor;
          }
          return 'white';
        };
        for (const e of document.querySelectorAll('body *')) {
          const says = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
          if (says && isShown(e) && !e.disabled && !['SCRIPT', 'NOSCRIPT', 'OPTION'].includes(e.tagName)) {
            const [a, b] = [luminance(getComputedStyle(e).color), luminance(backOf(e))];
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (ratio < 4.5) tell(`contrast ${ratio.toFixed(2)}`, e);
          }
        }
        return faults;
      }
      """;

  @RegisterExtension private static final WebPhones PHONES = new WebPhones();

  private static void hasNoFaults(Page page) {
    Object faults = page.evaluate(FAULTS);
    assertThat((List<?>) faults).isEmpty();
  }

  @Test
  void shouldBeReadableByDayAndByNight() {
    for (Look look : List.of(Look.DESK, Look.HAND_AT_NIGHT)) {
      Page door = PHONES.page(look);
      door.navigate("/");
      assertThat(door.getByText("Who are you?")).isVisible();
      hasNoFaults(door);

      Tab caller = PHONES.tab(look.equals(Look.DESK) ? "Alice" : "Grace", look);
      Tab callee = PHONES.tab(look.equals(Look.DESK) ? "Bob" : "Heidi", look);
      caller.saysWithTheCall("Lunch?");
      hasNoFaults(caller.page());
      caller.callsTogether(callee.user(), "Dave");
      callee.rings(caller.user());
      hasNoFaults(callee.page());
      callee.accepts();
      caller.sees(callee.user(), "In the call");
      hasNoFaults(caller.page());
      caller.presses("End for all");
      callee.seesCall("Call ended");
      hasNoFaults(callee.page());
    }
  }

  @Test
  void shouldBeAcceptedByTheKeyboardAlone() {
    Tab alice = PHONES.tab("Alice");
    Tab bob = PHONES.tab("Bob");
    Keyboard keys = bob.page().keyboard();
    bob.page().getByPlaceholder("Somebody else’s name").focus();
    alice.calls("Bob");
    bob.rings("Alice");
    // What is typed when it begins to ring does not answer.
    assertThat(bob.ring()).isFocused();
    assertThat(bob.ring()).hasAccessibleName("Alice is calling");
    keys.press("Enter");
    keys.press("Space");
    assertThat(bob.ring()).isVisible();

    keys.press("Tab");
    assertThat(bob.page().locator(".decline")).isFocused();
    keys.press("Tab");
    assertThat(bob.page().locator(".accept")).isFocused();
    assertThat(bob.page().locator(".accept")).hasCSS("outline-style", "solid");
    keys.press("Enter");
    alice.sees("Bob", "In the call");
    assertThat(bob.page().locator("#call-title")).isFocused();
  }

  @Test
  void shouldBeSilencedByEscape() {
    Tab alice = PHONES.tab("Alice");
    Tab bob = PHONES.tab("Bob");
    alice.calls("Bob");
    bob.rings("Alice");
    bob.page().keyboard().press("Escape");
    bob.isSilent();
    alice.sees("Bob", "Ringing");
  }

  @Test
  void shouldTellWhatHappensToWhoDoesNotSeeIt() {
    Tab alice = PHONES.tab("Alice");
    Tab bob = PHONES.tab("Bob");
    alice.calls("Bob");
    bob.rings("Alice");
    bob.declines();
    assertThat(alice.page().locator("#notices[aria-live=polite]")).containsText("Bob declined.");
    assertThat(bob.page().locator("#notices")).containsText("You declined.");
  }

  @Test
  void shouldStandStillForWhoWantsThat() {
    Tab alice = PHONES.tab("Alice");
    Tab bob = PHONES.tab("Bob");
    alice.calls("Bob");
    bob.rings("Alice");
    Object moving = bob.page().evaluate("() => document.getAnimations().length");
    assertThat(moving).isEqualTo(0);
  }
}
