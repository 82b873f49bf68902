package dev.ringdown.demo;

import static dev.ringdown.demo.Expected.acceptPressed;
import static dev.ringdown.demo.Expected.accepted;
import static dev.ringdown.demo.Expected.changed;
import static dev.ringdown.demo.Expected.closed;
import static dev.ringdown.demo.Expected.connected;
import static dev.ringdown.demo.Expected.ended;
import static dev.ringdown.demo.Expected.handledElsewhere;
import static dev.ringdown.demo.Expected.merged;
import static dev.ringdown.demo.Expected.received;
import static dev.ringdown.demo.Expected.sent;

import dev.ringdown.CallType;
import dev.ringdown.CloseReason;
import dev.ringdown.EndReason;
import dev.ringdown.Invitation;
import dev.ringdown.MemberState;
import dev.ringdown.Outcome;
import java.util.List;

/** Several devices of one user, devices that come late, and two users who call each other. */
final class Devices {
  static final List<Flow> FLOWS =
      List.of(
          new Flow(
              "two-devices",
              "Bob's phone and laptop ring; he accepts on the phone, the laptop falls silent",
              Devices::twoDevices),
          new Flow("late", "Bob opens his laptop while Alice's call rings already", Devices::late),
          new Flow(
              "replaced",
              "Bob's phone connects anew during a call; the new session takes over",
              Devices::replaced),
          new Flow("glare", "Alice and Bob call each other: it becomes one call", Devices::glare));

  private Devices() {}

  private static void twoDevices(Play play) {
    Phone alice = play.connects("Alice");
    Phone phone = play.connects("Bob", "phone");
    Phone laptop = play.connects("Bob", "laptop");
    CallName call = OneToOne.ring(play, alice, phone);
    laptop.hears(
        received(call, "Alice", "VOICE", List.of("Bob"), ""),
        changed(call, "Bob", MemberState.RINGING));
    phone.does("accepts on the phone", s -> s.accept(call.id()));
    phone.hears(acceptPressed(call), changed(call, "Bob", MemberState.ACCEPTED));
    laptop.hears(handledElsewhere(call, Outcome.ACCEPTED));
    alice.hears(accepted(call, "Bob"), changed(call, "Bob", MemberState.ACCEPTED));
    OneToOne.end(call, alice, phone);
    laptop.hears(ended(call, EndReason.ENDED));
  }

  private static void late(Play play) {
    Phone alice = play.connects("Alice");
    CallName call = play.rings(alice, "Bob");
    alice.hears(sent(call, "Alice", "VOICE", List.of("Bob"), ""));
    play.says("Bob opens his laptop");
    Phone bob = play.connectsInto("Bob", "laptop");
    bob.hears(
        connected(1, 0),
        received(call, "Alice", "VOICE", List.of("Bob"), ""),
        changed(call, "Bob", MemberState.RINGING));
    alice.hears(changed(call, "Bob", MemberState.RINGING));
    bob.does("accepts", s -> s.accept(call.id()));
    bob.hears(acceptPressed(call), changed(call, "Bob", MemberState.ACCEPTED));
    alice.hears(accepted(call, "Bob"), changed(call, "Bob", MemberState.ACCEPTED));
    OneToOne.end(call, bob, alice);
  }

  private static void replaced(Play play) {
    Phone alice = play.connects("Alice");
    Phone bob = play.connects("Bob");
    CallName call = OneToOne.talk(play, alice, bob);
    play.says("Bob's phone connects anew");
    Phone again = play.connectsInto("Bob", "phone");
    again.hears(connected(1, 0));
    play.isGone(bob);
    bob.hears(closed(CloseReason.REPLACED.name()));
    OneToOne.end(call, again, alice);
  }

  private static void glare(Play play) {
    Phone alice = play.connects("Alice");
    Phone bob = play.connects("Bob");
    CallName call = OneToOne.ring(play, alice, bob);
    CallName own = play.create(bob);
    bob.does(
        "has not looked, and calls Alice",
        s -> s.invite(Invitation.of(CallType.VOICE, play.invitees("Alice")).withCallId(own.id())));
    bob.hears(sent(own, "Bob", "VOICE", List.of("Alice"), ""));
    // Two calls tell it; Alice's side may be the one that ends his own.
    bob.hearsInAnyOrder(
        merged(own, call),
        accepted(call, "Alice"),
        changed(call, "Bob", MemberState.ACCEPTED),
        changed(own, "Alice", MemberState.MERGED),
        ended(own, EndReason.MERGED));
    alice.hears(accepted(call, "Bob"), changed(call, "Bob", MemberState.ACCEPTED));
    OneToOne.end(call, alice, bob);
  }
}
