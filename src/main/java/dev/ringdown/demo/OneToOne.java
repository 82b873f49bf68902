package dev.ringdown.demo;

import static dev.ringdown.demo.Expected.acceptPressed;
import static dev.ringdown.demo.Expected.accepted;
import static dev.ringdown.demo.Expected.cancelPressed;
import static dev.ringdown.demo.Expected.canceled;
import static dev.ringdown.demo.Expected.changed;
import static dev.ringdown.demo.Expected.declinePressed;
import static dev.ringdown.demo.Expected.declined;
import static dev.ringdown.demo.Expected.ended;
import static dev.ringdown.demo.Expected.error;
import static dev.ringdown.demo.Expected.incomingTimeout;
import static dev.ringdown.demo.Expected.outgoingTimeout;
import static dev.ringdown.demo.Expected.received;
import static dev.ringdown.demo.Expected.rejectedCauseBusy;
import static dev.ringdown.demo.Expected.sent;

import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.MemberState;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** One user calls another, each of whom has one device. */
final class OneToOne {
  static final List<Flow> FLOWS =
      List.of(
          new Flow("accept", "Alice calls Bob; he accepts, and quits", OneToOne::accept),
          new Flow("decline", "Alice calls Bob; he declines, and says why", OneToOne::decline),
          new Flow(
              "busy",
              "Alice calls Bob while he talks to Carol: the server says busy",
              OneToOne::busy),
          new Flow("busy-button", "Alice calls Bob; his device says busy", OneToOne::busyButton),
          new Flow("cancel", "Alice calls Bob, and takes it back", OneToOne::cancel),
          new Flow("timeout", "Alice calls Bob for two seconds; nobody answers", OneToOne::timeout),
          new Flow(
              "too-late", "Bob presses accept when Alice has just cancelled", OneToOne::tooLate),
          new Flow(
              "general", "A GENERAL call ends by itself once it is answered", OneToOne::general));

  private OneToOne() {}

  private static void accept(Play play) {
    Phone alice = play.connects("Alice");
    Phone bob = play.connects("Bob");
    CallName call = talk(play, alice, bob);
    bob.does("quits", s -> s.quit(call.id()));
    bob.hears(changed(call, "Bob", MemberState.QUIT));
    alice.hears(changed(call, "Bob", MemberState.QUIT), ended(call, EndReason.EVERYBODY_LEFT));
  }

  private static void decline(Play play) {
    Phone alice = play.connects("Alice");
    Phone bob = play.connects("Bob");
    CallName call = ring(play, alice, bob);
    bob.does("declines", s -> s.decline(call.id(), "in a meeting"));
    bob.hears(declinePressed(call));
    alice.hears(
        declined(call, "Bob", "in a meeting"),
        changed(call, "Bob", MemberState.DECLINED, "in a meeting"),
        ended(call, EndReason.DECLINED));
  }

  private static void busy(Play play) {
    Phone alice = play.connects("Alice");
    Phone bob = play.connects("Bob");
    Phone carol = play.connects("Carol");
    CallName talk = talk(play, carol, bob);
    CallName call = play.rings(alice, "Bob");
    alice.hears(
        sent(call, "Alice", "VOICE", List.of("Bob"), ""),
        rejectedCauseBusy(call, "Bob", ""),
        changed(call, "Bob", MemberState.BUSY),
        ended(call, EndReason.BUSY));
    play.misses(bob, call, MissedReason.BUSY);
    end(talk, carol, bob);
  }

  private static void busyButton(Play play) {
    Phone alice = play.connects("Alice");
    Phone bob = play.connects("Bob");
    CallName call = ring(play, alice, bob);
    bob.does("answers that he is busy", s -> s.busy(call.id()));
    alice.hears(
        rejectedCauseBusy(call, "Bob", ""),
        changed(call, "Bob", MemberState.BUSY),
        ended(call, EndReason.BUSY));
  }

  private static void cancel(Play play) {
    Phone alice = play.connects("Alice");
    Phone bob = play.connects("Bob");
    CallName call = ring(play, alice, bob);
    alice.does("cancels", s -> s.cancel(call.id(), Set.of(), "never mind"));
    cancelled(call, alice, bob, "never mind");
    play.misses(bob, call, MissedReason.CANCELLED);
  }

  private static void timeout(Play play) {
    Phone alice = play.connects("Alice");
    Phone bob = play.connects("Bob");
    CallName call =
        play.rings(
            alice,
            Invitation.of(CallType.VIDEO, play.invitees("Bob")).withTimeout(Duration.ofSeconds(2)));
    alice.hears(
        sent(call, "Alice", "VIDEO", List.of("Bob"), ""),
        changed(call, "Bob", MemberState.RINGING));
    bob.hears(
        received(call, "Alice", "VIDEO", List.of("Bob"), ""),
        changed(call, "Bob", MemberState.RINGING),
        incomingTimeout(call, "Alice"));
    alice.hears(
        outgoingTimeout(call, List.of("Bob"), "VIDEO"),
        changed(call, "Bob", MemberState.TIMED_OUT),
        ended(call, EndReason.NO_ANSWER));
    play.misses(bob, call, MissedReason.TIMED_OUT);
  }

  private static void tooLate(Play play) {
    Phone alice = play.connects("Alice");
    Phone bob = play.connects("Bob");
    CallName call = ring(play, alice, bob);
    alice.does("cancels", s -> s.cancel(call.id()));
    cancelled(call, alice, bob, "");
    play.misses(bob, call, MissedReason.CANCELLED);
    bob.isRefused(ErrorCode.ALREADY_ANSWERED, "accepts", s -> s.accept(call.id()));
    play.says("Bob accepts once more, from a callback: nobody waits for the answer");
    bob.session().tell(new Operation.Accept(call.id(), ""));
    bob.hears(error(ErrorCode.ALREADY_ANSWERED));
  }

  private static void general(Play play) {
    Phone alice = play.connects("Alice");
    Phone bob = play.connects("Bob");
    CallName call =
        play.rings(
            alice, Invitation.of(CallType.VOICE, play.invitees("Bob")).withMode(CallMode.GENERAL));
    ringing(call, alice, bob);
    bob.does("accepts", s -> s.accept(call.id()));
    bob.hears(
        acceptPressed(call),
        changed(call, "Bob", MemberState.ACCEPTED),
        ended(call, EndReason.ANSWERED));
    alice.hears(
        accepted(call, "Bob"),
        changed(call, "Bob", MemberState.ACCEPTED),
        ended(call, EndReason.ANSWERED));
  }

  // ---- What other flows begin or end with

  /** A voice call rings on the callee's only device. */
  static CallName ring(Play play, Phone caller, Phone callee) {
    CallName call = play.rings(caller, callee.user().name());
    ringing(call, caller, callee);
    return call;
  }

  private static void ringing(CallName call, Phone caller, Phone callee) {
    String to = callee.user().name();
    String from = caller.user().name();
    caller.hears(
        sent(call, from, "VOICE", List.of(to), ""), changed(call, to, MemberState.RINGING));
    callee.hears(
        received(call, from, "VOICE", List.of(to), ""), changed(call, to, MemberState.RINGING));
  }

  /** A voice call that is answered. */
  static CallName talk(Play play, Phone caller, Phone callee) {
    CallName call = ring(play, caller, callee);
    callee.does("accepts", s -> s.accept(call.id()));
    String name = callee.user().name();
    callee.hears(acceptPressed(call), changed(call, name, MemberState.ACCEPTED));
    caller.hears(accepted(call, name), changed(call, name, MemberState.ACCEPTED));
    return call;
  }

  /** One of two ends the call for both. */
  static void end(CallName call, Phone who, Phone other) {
    who.does("ends the call for all", s -> s.end(call.id()));
    String name = who.user().name();
    who.hears(changed(call, name, MemberState.ENDED), ended(call, EndReason.ENDED));
    other.hears(changed(call, name, MemberState.ENDED), ended(call, EndReason.ENDED));
  }

  static void cancelled(CallName call, Phone caller, Phone callee, String data) {
    String name = callee.user().name();
    caller.hears(
        cancelPressed(call),
        changed(call, name, MemberState.CANCELLED),
        ended(call, EndReason.CANCELLED));
    callee.hears(canceled(call, caller.user().name(), EndReason.CANCELLED, data));
  }
}
