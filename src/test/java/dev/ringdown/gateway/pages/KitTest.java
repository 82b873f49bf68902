package dev.ringdown.gateway.pages;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * ZEGOCLOUD's own web call kit, unmodified, rings through a gateway: every callback of its
 * invitations, on both sides. Its media room is left out; see {@code media.js} of the example.
 */
@Tag("browser")
@ExtendWith({Chromium.class, Kit.class})
class KitTest {
  @RegisterExtension private static final WebPhones PHONES = new WebPhones();

  private static final String ALICE = "{\"userID\":\"alice\",\"userName\":\"\"}";
  private static final String BOB = "{\"userID\":\"bob\",\"userName\":\"Bob\"}";
  private static final String CAROL = "{\"userID\":\"carol\",\"userName\":\"Carol\"}";
  private static final String ROOM = "\"call_alice_#\"";
  private static final String SENDS = "onWaitingPageWhenSending(0, [" + BOB + "], ƒ)";
  private static final String JOINS = "onSetRoomConfigBeforeJoining(0)";
  private static final String RECEIVES =
      "onIncomingCallReceived(" + ROOM + ", " + ALICE + ", 0, [" + BOB + "])";
  private static final String CONFIRMS =
      "onConfirmDialogWhenReceiving(0, {\"userID\":\"alice\",\"userName\":\"Alice\"}, ƒ, ƒ,"
          + " \"from the example\")";
  private static final String PRESSES_ACCEPT = "onIncomingCallAcceptButtonPressed()";

  private Kit.Server server;

  @BeforeEach
  void serve() {
    server = Kit.serve(PHONES.gateway().gateway().uri());
  }

  @AfterEach
  void stopServing() {
    server.close();
  }

  private KitPage kit(String user) {
    return KitPage.open(PHONES.pageOfOthers(), server.page(user));
  }

  private static String accepted(String callee) {
    return "onOutgoingCallAccepted(" + ROOM + ", " + callee + ")";
  }

  private static String ended(String reason) {
    return "onCallInvitationEnded(\"" + reason + "\", \"\")";
  }

  @Test
  void shouldAccept() {
    KitPage alice = kit("Alice");
    KitPage bob = kit("Bob");
    alice.calls("Bob");
    bob.rings("Alice");
    bob.presses("Accept");
    alice.isInTheRoom("Alice");
    bob.isInTheRoom("Bob");
    alice.heard(SENDS, JOINS, accepted(BOB));
    bob.heard(RECEIVES, CONFIRMS, PRESSES_ACCEPT, JOINS);
  }

  @Test
  void shouldDecline() {
    KitPage alice = kit("Alice");
    KitPage bob = kit("Bob");
    alice.calls("Bob");
    bob.rings("Alice");
    bob.presses("Decline");
    bob.isSilent();
    bob.heard(RECEIVES, CONFIRMS, ended("Declined"), "onIncomingCallDeclineButtonPressed()");
    alice.heard(SENDS, "onOutgoingCallDeclined(" + ROOM + ", " + BOB + ")", ended("Declined"));
    alice.isSilent();
  }

  @Test
  void shouldCancel() {
    KitPage alice = kit("Alice");
    KitPage bob = kit("Bob");
    alice.calls("Bob");
    bob.rings("Alice");
    alice.presses("End call");
    bob.isSilent();
    bob.heard(
        RECEIVES,
        CONFIRMS,
        "onIncomingCallCanceled(" + ROOM + ", " + ALICE + ")",
        ended("Canceled"));
    alice.isSilent();
    alice.heard(SENDS, ended("Canceled"));
  }

  @Test
  void shouldTimeOutAndBeCalledBack() {
    KitPage alice = kit("Alice");
    KitPage bob = kit("Bob");
    alice.ringsFor(2);
    alice.calls("Bob");
    bob.heard(
        RECEIVES, CONFIRMS, "onIncomingCallTimeout(" + ROOM + ", " + ALICE + ")", ended("Timeout"));
    bob.wasTold("incomingCallTimeout");
    alice.heard(SENDS, "onOutgoingCallTimeout(" + ROOM + ", [" + BOB + "])", ended("Timeout"));
    alice.wasTold("outgoingCallTimeout");

    bob.calls("Alice");
    alice.rings("Bob");
    alice.presses("Accept");
    bob.isInTheRoom("Bob");
    alice.isInTheRoom("Alice");
    String room = "\"call_bob_#\"";
    String called = "{\"userID\":\"alice\",\"userName\":\"Alice\"}";
    bob.heard(
        RECEIVES,
        CONFIRMS,
        "onIncomingCallTimeout(" + ROOM + ", " + ALICE + ")",
        ended("Timeout"),
        "onWaitingPageWhenSending(0, [" + called + "], ƒ)",
        JOINS,
        "onOutgoingCallAccepted(" + room + ", " + called + ")");
    alice.heard(
        SENDS,
        "onOutgoingCallTimeout(" + ROOM + ", [" + BOB + "])",
        ended("Timeout"),
        "onIncomingCallReceived("
            + room
            + ", {\"userID\":\"bob\",\"userName\":\"\"}, 0, ["
            + called
            + "])",
        "onConfirmDialogWhenReceiving(0, " + BOB + ", ƒ, ƒ, \"from the example\")",
        PRESSES_ACCEPT,
        JOINS);
  }

  @Test
  void shouldBeBusyWhileItRings() {
    KitPage alice = kit("Alice");
    KitPage bob = kit("Bob");
    alice.calls("Bob");
    bob.rings("Alice");
    KitPage carol = kit("Carol");
    carol.calls("Bob");
    String room = "\"call_carol_#\"";
    carol.heard(SENDS, "onOutgoingCallRejected(" + room + ", " + BOB + ")", ended("Busy"));
    bob.rings("Alice");
    bob.heard(RECEIVES, CONFIRMS);
  }

  @Test
  void shouldBeBusyInACall() {
    KitPage alice = kit("Alice");
    KitPage bob = kit("Bob");
    alice.calls("Bob");
    bob.rings("Alice");
    bob.presses("Accept");
    bob.isInTheRoom("Bob");
    KitPage carol = kit("Carol");
    carol.calls("Bob");
    String room = "\"call_carol_#\"";
    carol.heard(SENDS, "onOutgoingCallRejected(" + room + ", " + BOB + ")", ended("Busy"));
    bob.heard(RECEIVES, CONFIRMS, PRESSES_ACCEPT, JOINS);
  }

  @Test
  void shouldCallAGroup() {
    KitPage alice = kit("Alice");
    KitPage bob = kit("Bob");
    KitPage carol = kit("Carol");
    alice.calls("Bob, Carol");
    bob.rings("Alice");
    carol.rings("Alice");
    bob.presses("Accept");
    bob.isInTheRoom("Bob");
    carol.presses("Decline");
    alice.isInTheRoom("Alice");
    alice.heard(JOINS, accepted(BOB), "onOutgoingCallDeclined(" + ROOM + ", " + CAROL + ")");
  }

  @Test
  void shouldHearAfterALostSocketWhatHappenedMeanwhile() {
    Page alices = PHONES.pageOfOthers();
    Page bobs = PHONES.pageOfOthers();
    Network ofAlice = Network.of(alices);
    Network ofBob = Network.of(bobs);
    KitPage alice = KitPage.open(alices, server.page("Alice"));
    KitPage bob = KitPage.open(bobs, server.page("Bob"));
    alice.calls("Bob");
    bob.rings("Alice");
    ofBob.cut();
    alice.presses("End call");
    alice.heard(SENDS, ended("Canceled"));
    ofBob.mend();
    bob.isSilent();
    bob.heard(
        RECEIVES,
        CONFIRMS,
        "onIncomingCallCanceled(" + ROOM + ", " + ALICE + ")",
        ended("Canceled"));

    alice.calls("Bob");
    bob.rings("Alice");
    ofAlice.cut();
    bob.presses("Accept");
    bob.isInTheRoom("Bob");
    ofAlice.mend();
    alice.isInTheRoom("Alice");
    alice.heard(SENDS, ended("Canceled"), SENDS, JOINS, accepted(BOB));
    bob.heard(
        RECEIVES,
        CONFIRMS,
        "onIncomingCallCanceled(" + ROOM + ", " + ALICE + ")",
        ended("Canceled"),
        RECEIVES,
        CONFIRMS,
        PRESSES_ACCEPT,
        JOINS);
  }

  @Test
  void shouldFallSilentWhenItIsAnsweredInAnotherTab() {
    KitPage alice = kit("Alice");
    KitPage bob = kit("Bob");
    KitPage bobToo = kit("Bob");
    alice.calls("Bob");
    bob.rings("Alice");
    bobToo.rings("Alice");
    bob.presses("Accept");
    bob.isInTheRoom("Bob");
    bobToo.isSilent();
    bobToo.heard(RECEIVES, CONFIRMS, ended("Canceled"));
    alice.heard(SENDS, JOINS, accepted(BOB));
  }

  @Test
  void shouldTellTheOtherThatAPageWasLeft() {
    KitPage alice = kit("Alice");
    KitPage bob = kit("Bob");
    alice.calls("Bob");
    bob.rings("Alice");
    bob.page().reload();
    alice.heard(SENDS, "onOutgoingCallDeclined(" + ROOM + ", " + BOB + ")", ended("Declined"));

    bob.isConnected();
    alice.calls("Bob");
    bob.rings("Alice");
    alice.page().reload();
    bob.isSilent();
    bob.heard(
        RECEIVES,
        CONFIRMS,
        "onIncomingCallCanceled(" + ROOM + ", " + ALICE + ")",
        ended("Canceled"));
  }

  @Test
  void shouldRingAndBeRungByOtherClients() {
    KitPage bob = kit("Bob");
    Tab dave = PHONES.tab("Dave");
    dave.calls("Bob");
    bob.rings("Dave");
    bob.presses("Decline");
    dave.sees("Bob", "Declined");

    bob.calls("Dave");
    dave.rings("Bob");
    dave.declines();
    bob.isSilent();
  }
}
