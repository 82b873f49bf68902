package dev.ringdown.gateway.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.ringdown.gateway.pages.WebPhones.Look;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pictures of every view, for people to look at: {@code target/screenshots}. */
@Tag("browser")
@ExtendWith(Chromium.class)
class PicturesTest {
  @RegisterExtension private static final WebPhones PHONES = new WebPhones();

  @Test
  void shouldPictureEveryView() {
    Page door = PHONES.page(Look.DESK);
    door.navigate("/");
    assertThat(door.getByRole(AriaRole.HEADING)).hasText(new String[] {"Ringdown", "Who are you?"});
    Tab.picture(door, "who-are-you");

    Tab alice = PHONES.tab("Alice", Look.DESK);
    Tab bob = PHONES.tab("Bob", Look.HAND);
    Tab carol = PHONES.tab("Carol", Look.HAND_AT_NIGHT);
    Tab dave = PHONES.tab("Dave", Look.DESK_AT_NIGHT);
    alice.pictured("desk");
    bob.pictured("hand");
    alice.saysWithTheCall("Lunch at twelve?");
    alice.callsTogether("Bob", "Carol", "Dave", "Erin");
    bob.rings("Alice");
    carol.rings("Alice");
    dave.rings("Alice");
    bob.pictured("ring-hand");
    carol.pictured("ring-hand-night");
    dave.pictured("ring-desk-night");
    bob.accepts();
    carol.declines();
    dave.accepts();
    alice.sees("Bob", "In the call");
    alice.sees("Carol", "Declined");
    alice.sees("Dave", "In the call");
    dave.sees("Bob", "In the call");
    dave.sees("Carol", "Declined");
    bob.sees("Dave", "In the call");
    alice.pictured("call-desk");
    dave.pictured("call-desk-night");
    bob.pictured("call-hand");
    alice.presses("End for all");
    bob.seesCall("Call ended");
    alice.pictured("over-desk");
    carol.goes("Callbacks");
    carol.pictured("callbacks-hand-night");
  }
}
