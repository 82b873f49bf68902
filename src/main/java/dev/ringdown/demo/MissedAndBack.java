package dev.ringdown.demo;

import static dev.ringdown.demo.Expected.acceptPressed;
import static dev.ringdown.demo.Expected.accepted;
import static dev.ringdown.demo.Expected.changed;
import static dev.ringdown.demo.Expected.dialBackFailed;
import static dev.ringdown.demo.Expected.missedClicked;
import static dev.ringdown.demo.Expected.received;
import static dev.ringdown.demo.Expected.sent;

import dev.ringdown.ErrorCode;
import dev.ringdown.MemberState;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedCalls;
import dev.ringdown.MissedReason;
import java.util.List;

/** Missed calls, and calling back. */
final class MissedAndBack {
  static final List<Flow> FLOWS =
      List.of(
          new Flow(
              "missed",
              "Bob misses a call, finds it, clicks it, and dials back",
              MissedAndBack::missed),
          new Flow(
              "dial-back-fails",
              "Bob clicks a missed call while he talks to Carol: it cannot be dialled",
              MissedAndBack::dialBackFails));

  private MissedAndBack() {}

  private static void missed(Play play) {
    Phone alice = play.connects("Alice");
    Phone bob = play.connects("Bob");
    CallName call = miss(play, alice, bob);
    MissedCalls list = bob.does("lists his missed calls", s -> s.missedCalls(0, 10));
    for (MissedCall missed : list.calls()) {
      play.says(
          "  no. %d: %s from %s, %s, rang %d ms; %d unread"
              .formatted(
                  missed.number(),
                  play.calls().of(missed.callId()),
                  missed.caller().name(),
                  missed.reason(),
                  missed.rang().toMillis(),
                  list.unread()));
    }
    bob.does("has seen them", s -> s.missedCallsSeen(list.calls().get(0).number()));
    String back = play.calls().next();
    bob.does("clicks " + call, s -> s.missedCallClicked(call.id()));
    bob.hears(
        missedClicked(call, "Alice", "VOICE", List.of("Bob"), ""),
        sent(back, "Bob", "VOICE", List.of("Alice"), ""),
        changed(back, "Alice", MemberState.RINGING));
    alice.hears(
        received(back, "Bob", "VOICE", List.of("Alice"), ""),
        changed(back, "Alice", MemberState.RINGING));
    CallName dialled = play.dialled(bob);
    alice.does("accepts", s -> s.accept(dialled.id()));
    alice.hears(acceptPressed(back), changed(back, "Alice", MemberState.ACCEPTED));
    bob.hears(accepted(back, "Alice"), changed(back, "Alice", MemberState.ACCEPTED));
    OneToOne.end(dialled, bob, alice);
  }

  private static void dialBackFails(Play play) {
    Phone alice = play.connects("Alice");
    Phone bob = play.connects("Bob");
    Phone carol = play.connects("Carol");
    CallName call = miss(play, alice, bob);
    CallName talk = OneToOne.talk(play, carol, bob);
    bob.does("clicks " + call, s -> s.missedCallClicked(call.id()));
    bob.hears(
        missedClicked(call, "Alice", "VOICE", List.of("Bob"), ""),
        dialBackFailed(call, ErrorCode.ALREADY_IN_CALL));
    OneToOne.end(talk, bob, carol);
  }

  private static CallName miss(Play play, Phone caller, Phone callee) {
    CallName call = OneToOne.ring(play, caller, callee);
    caller.does("cancels", s -> s.cancel(call.id()));
    OneToOne.cancelled(call, caller, callee, "");
    play.misses(callee, call, MissedReason.CANCELLED);
    return call;
  }
}
