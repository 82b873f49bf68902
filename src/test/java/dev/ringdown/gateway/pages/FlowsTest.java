package dev.ringdown.gateway.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every flow, on pages in a real browser: what each shows, and every callback in its order. */
@Tag("browser")
@ExtendWith(Chromium.class)
class FlowsTest {
  private static final String CONNECTED = "onConnected 0 live, 0 unread";

  @RegisterExtension private static final WebPhones PHONES = new WebPhones();

  private static String changed(String who, String state) {
    return "onInvitationUserStateChanged " + who + ": " + state;
  }

  @Test
  void shouldAccept() {
    Tab alice = PHONES.tab("Alice");
    Tab bob = PHONES.tab("Bob");
    alice.saysWithTheCall("Lunch?");
    alice.calls("Bob");
    alice.sees("Bob", "Ringing");
    bob.rings("Alice");
    assertThat(bob.ring()).containsText("Lunch?");
    bob.accepts();
    bob.isSilent();
    alice.sees("Bob", "In the call");
    bob.sees("Alice", "In the call");
    bob.presses("Leave");
    alice.seesCall("Call ended");
    bob.seesCall("You left");

    alice.heard(
        CONNECTED,
        "onOutgoingCallSent to Bob",
        changed("Bob", "ringing"),
        "onOutgoingCallAccepted Bob",
        changed("Bob", "in the call"),
        changed("Bob", "left"),
        "onCallEnded EVERYBODY_LEFT");
    bob.heard(
        CONNECTED,
        "onIncomingCallReceived from Alice",
        changed("Bob", "ringing"),
        "onIncomingCallAcceptButtonPressed",
        changed("Bob", "in the call"),
        changed("Bob", "left"));
  }

  @Test
  void shouldDecline() {
    Tab alice = PHONES.tab("Alice");
    Tab bob = PHONES.tab("Bob");
    alice.calls("Bob");
    bob.rings("Alice");
    bob.declines();
    bob.isSilent();
    alice.sees("Bob", "Declined");
    alice.seesCall("Declined");

    alice.heard(
        CONNECTED,
        "onOutgoingCallSent to Bob",
        changed("Bob", "ringing"),
        "onOutgoingCallDeclined Bob",
        changed("Bob", "declined"),
        "onCallEnded DECLINED");
    bob.heard(
        CONNECTED,
        "onIncomingCallReceived from Alice",
        changed("Bob", "ringing"),
        "onIncomingCallDeclineButtonPressed");
  }

  @Test
  void shouldHearBusyFromTheServer() {
    Tab alice = PHONES.tab("Alice");
    Tab bob = PHONES.tab("Bob");
    Tab carol = PHONES.tab("Carol");
    alice.calls("Bob");
    bob.rings("Alice");
    bob.accepts();
    alice.sees("Bob", "In the call");
    carol.calls("Bob");
    carol.seesCall("Busy");
    carol.heard(
        CONNECTED,
        "onOutgoingCallSent to Bob",
        "onOutgoingCallRejectedCauseBusy Bob",
        changed("Bob", "busy"),
        "onCallEnded BUSY");
    bob.presses("End for all");
    bob.reloads();
    assertThat(bob.missed()).containsText("You were in another call");
  }

  @Test
  void shouldSayBusy() {
    Tab alice = PHONES.tab("Alice");
    Tab bob = PHONES.tab("Bob");
    alice.calls("Bob");
    bob.rings("Alice");
    bob.saysBusy();
    bob.isSilent();
    alice.heard(
        CONNECTED,
        "onOutgoingCallSent to Bob",
        changed("Bob", "ringing"),
        "onOutgoingCallRejectedCauseBusy Bob",
        changed("Bob", "busy"),
        "onCallEnded BUSY");
  }

  @Test
  void shouldTimeOutAndDialBack() {
    Tab alice = PHONES.tab("Alice");
    Tab dave = PHONES.tab("Dave");
    alice.ringsFor(1);
    alice.calls("Dave");
    alice.seesCall("No answer");
    dave.isSilent();
    alice.heard(
        CONNECTED,
        "onOutgoingCallSent to Dave",
        changed("Dave", "ringing"),
        "onOutgoingCallTimeout Dave",
        changed("Dave", "no answer"),
        "onCallEnded NO_ANSWER");
    dave.heard(
        CONNECTED,
        "onIncomingCallReceived from Alice",
        changed("Dave", "ringing"),
        "onIncomingCallTimeout from Alice");
    assertThat(dave.missed()).containsText("No answer");
    assertThat(dave.page().getByLabel("1 unread")).isVisible();

    dave.clears();
    dave.presses("Call Alice back");
    alice.rings("Dave");
    alice.accepts();
    dave.heard(
        "onIncomingMissedCallClicked from Alice",
        "onOutgoingCallSent to Alice",
        changed("Alice", "ringing"),
        "onOutgoingCallAccepted Alice",
        changed("Alice", "in the call"));
    dave.presses("Mark as seen");
    assertThat(dave.page().getByLabel("1 unread")).isHidden();
  }

  @Test
  void shouldCancel() {
    Tab alice = PHONES.tab("Alice");
    Tab erin = PHONES.tab("Erin");
    alice.calls("Erin");
    erin.rings("Alice");
    alice.presses("Hang up");
    erin.isSilent();
    alice.heard(
        CONNECTED,
        "onOutgoingCallSent to Erin",
        changed("Erin", "ringing"),
        "onOutgoingCallCancelButtonPressed",
        changed("Erin", "cancelled"),
        "onCallEnded CANCELLED");
    erin.heard(
        CONNECTED,
        "onIncomingCallReceived from Alice",
        changed("Erin", "ringing"),
        "onIncomingCallCanceled CANCELLED");
    assertThat(erin.missed()).containsText("Hung up before you answered");
  }

  @Test
  void shouldRingWhoConnectsLater() {
    Tab alice = PHONES.tab("Alice");
    alice.calls("Frank");
    alice.sees("Frank", "Calling");
    Tab frank = PHONES.tab("Frank");
    frank.rings("Alice");
    frank.accepts();
    alice.sees("Frank", "In the call");
    frank.heard(
        "onConnected 1 live, 0 unread",
        "onIncomingCallReceived from Alice",
        changed("Frank", "ringing"),
        "onIncomingCallAcceptButtonPressed",
        changed("Frank", "in the call"));
  }

  @Test
  void shouldCallAGroup() {
    Tab alice = PHONES.tab("Alice");
    Tab bob = PHONES.tab("Bob");
    Tab carol = PHONES.tab("Carol");
    alice.callsTogether("Bob", "Carol");
    bob.rings("Alice");
    carol.rings("Alice");
    alice.sees("Bob", "Ringing");
    alice.sees("Carol", "Ringing");
    bob.accepts();
    alice.sees("Bob", "In the call");
    carol.declines();
    alice.sees("Carol", "Declined");
    bob.sees("Carol", "Declined");
    bob.presses("Leave");
    alice.sees("Bob", "Left");

    String ringing = changed("(Bob|Carol)", "ringing");
    alice.heard(
        CONNECTED,
        "onOutgoingCallSent to Bob and Carol",
        ringing,
        ringing,
        "onOutgoingCallAccepted Bob",
        changed("Bob", "in the call"),
        "onOutgoingCallDeclined Carol",
        changed("Carol", "declined"),
        changed("Bob", "left"));
  }

  @Test
  void shouldStopTheOtherDevice() {
    Tab alice = PHONES.tab("Alice");
    Tab bob = PHONES.tab("Bob");
    Tab bobToo = PHONES.beside(bob, "Bob");
    alice.calls("Bob");
    bob.rings("Alice");
    bobToo.rings("Alice");
    bob.accepts();
    bobToo.isSilent();
    alice.sees("Bob", "In the call");
    bobToo.heard(
        CONNECTED,
        "onIncomingCallReceived from Alice",
        changed("Bob", "ringing"),
        "onIncomingCallHandledElsewhere ACCEPTED");
  }

  @Test
  void shouldInviteMoreAndEndForAll() {
    Tab alice = PHONES.tab("Alice");
    Tab bob = PHONES.tab("Bob");
    Tab carol = PHONES.tab("Carol");
    alice.calls("Bob");
    bob.accepts();
    alice.sees("Bob", "In the call");
    bob.adds("Carol");
    carol.rings("Bob");
    assertThat(carol.ring()).containsText("with Alice");
    carol.accepts();
    alice.sees("Carol", "In the call");
    carol.sees("Alice", "In the call");
    carol.sees("Bob", "In the call");
    alice.presses("End for all");
    bob.seesCall("Call ended");
    carol.seesCall("Call ended");
  }

  @Test
  void shouldEndWhenAllHaveAnswered() {
    Tab alice = PHONES.tab("Alice");
    Tab bob = PHONES.tab("Bob");
    alice.endsWhenAllHaveAnswered();
    alice.calls("Bob");
    bob.accepts();
    alice.heard(
        CONNECTED,
        "onOutgoingCallSent to Bob",
        changed("Bob", "ringing"),
        "onOutgoingCallAccepted Bob",
        changed("Bob", "in the call"),
        "onCallEnded ANSWERED");
  }

  @Test
  void shouldBeOneCallWhenBothCall() {
    Tab alice = PHONES.tab("Alice");
    Tab bob = PHONES.tab("Bob");
    alice.calls("Bob");
    bob.rings("Alice");
    bob.silences();
    bob.isSilent();
    bob.calls("Alice");
    alice.sees("Bob", "In the call");
    bob.sees("Alice", "In the call");
    alice.isSilent();
    bob.presses("Leave");
    alice.seesCall("Call ended");
  }

  @Test
  void shouldRingOnAfterThePageIsLoadedAnew() {
    Tab alice = PHONES.tab("Alice");
    Tab bob = PHONES.tab("Bob");
    alice.calls("Bob");
    bob.rings("Alice");
    bob.reloads();
    bob.rings("Alice");
    alice.reloads();
    alice.sees("Bob", "Ringing");
    bob.accepts();
    alice.sees("Bob", "In the call");
    bob.sees("Alice", "In the call");
  }

  @Test
  void shouldMissNothingWhileItIsOffline() {
    Tab alice = PHONES.tab("Alice");
    Tab bob = PHONES.tab("Bob");
    alice.calls("Bob");
    bob.rings("Alice");
    bob.loses();
    assertThat(bob.connection()).hasText("Reconnecting…");
    alice.presses("Hang up");
    alice.seesCall("Cancelled");
    bob.findsItsNetworkAgain();
    bob.isSilent();
    bob.isConnected();
    bob.heard(
        CONNECTED,
        "onIncomingCallReceived from Alice",
        changed("Bob", "ringing"),
        "onIncomingCallCanceled CANCELLED");
  }
}
