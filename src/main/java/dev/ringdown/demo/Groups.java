package dev.ringdown.demo;

import static dev.ringdown.demo.Expected.acceptPressed;
import static dev.ringdown.demo.Expected.accepted;
import static dev.ringdown.demo.Expected.changed;
import static dev.ringdown.demo.Expected.declinePressed;
import static dev.ringdown.demo.Expected.declined;
import static dev.ringdown.demo.Expected.ended;
import static dev.ringdown.demo.Expected.incomingTimeout;
import static dev.ringdown.demo.Expected.outgoingTimeout;
import static dev.ringdown.demo.Expected.received;
import static dev.ringdown.demo.Expected.sent;

import dev.ringdown.CallType;
import dev.ringdown.EndReason;
import dev.ringdown.Invitation;
import dev.ringdown.MemberState;
import dev.ringdown.MissedReason;
import java.time.Duration;
import java.util.List;

/** Calls of more than two. */
final class Groups {
  static final List<Flow> FLOWS =
      List.of(
          new Flow(
              "group",
              "Alice calls three: Bob accepts, Carol declines, Dave does not answer",
              Groups::group),
          new Flow(
              "invite-more",
              "During a call of two, Bob invites Carol, who accepts",
              Groups::inviteMore),
          new Flow("join", "Carol joins a running call without an invitation", Groups::join));

  private Groups() {}

  private static void group(Play play) {
    Phone alice = play.connects("Alice");
    Phone bob = play.connects("Bob");
    Phone carol = play.connects("Carol");
    Phone dave = play.connects("Dave");
    List<String> callees = List.of("Bob", "Carol", "Dave");
    CallName call =
        play.rings(
            alice,
            Invitation.of(CallType.VIDEO, play.invitees("Bob", "Carol", "Dave"))
                .withTimeout(Duration.ofSeconds(3))
                .withCustomData("lunch?"));
    Line[] ringing =
        callees.stream().map(name -> changed(call, name, MemberState.RINGING)).toArray(Line[]::new);
    alice.hears(sent(call, "Alice", "VIDEO", callees, "lunch?"));
    for (Phone callee : List.of(bob, carol, dave)) {
      callee.hears(received(call, "Alice", "VIDEO", callees, "lunch?"));
    }
    for (Phone everybody : List.of(alice, bob, carol, dave)) {
      everybody.hearsInAnyOrder(ringing);
    }

    Line bobAccepted = changed(call, "Bob", MemberState.ACCEPTED);
    bob.does("accepts", s -> s.accept(call.id()));
    bob.hears(acceptPressed(call), bobAccepted);
    alice.hears(accepted(call, "Bob"), bobAccepted);
    carol.hears(bobAccepted);
    dave.hears(bobAccepted);

    Line carolDeclined = changed(call, "Carol", MemberState.DECLINED, "on a diet");
    carol.does("declines", s -> s.decline(call.id(), "on a diet"));
    carol.hears(declinePressed(call));
    alice.hears(declined(call, "Carol", "on a diet"), carolDeclined);
    bob.hears(carolDeclined);
    dave.hears(carolDeclined);

    play.says("Dave's three seconds pass");
    Line daveTimedOut = changed(call, "Dave", MemberState.TIMED_OUT);
    dave.hears(incomingTimeout(call, "Alice"));
    alice.hears(outgoingTimeout(call, List.of("Dave"), "VIDEO"), daveTimedOut);
    bob.hears(daveTimedOut);
    play.misses(dave, call, MissedReason.TIMED_OUT);
    OneToOne.end(call, alice, bob);
  }

  private static void inviteMore(Play play) {
    Phone alice = play.connects("Alice");
    Phone bob = play.connects("Bob");
    Phone carol = play.connects("Carol");
    CallName call = OneToOne.talk(play, alice, bob);
    Line ringing = changed(call, "Carol", MemberState.RINGING);
    Line entered = changed(call, "Carol", MemberState.ACCEPTED);
    bob.does("invites Carol", s -> s.inviteMore(call.id(), play.invitees("Carol")));
    bob.hears(changed(call, "Carol", MemberState.INVITED), ringing);
    alice.hears(changed(call, "Carol", MemberState.INVITED), ringing);
    carol.hears(received(call, "Alice", "VOICE", List.of("Bob", "Carol"), ""), ringing);
    carol.does("accepts", s -> s.accept(call.id()));
    carol.hears(acceptPressed(call), entered);
    bob.hears(accepted(call, "Carol"), entered);
    alice.hears(entered);
    endOfThree(call, alice, bob, carol);
  }

  private static void join(Play play) {
    Phone alice = play.connects("Alice");
    Phone bob = play.connects("Bob");
    Phone carol = play.connects("Carol");
    CallName call = OneToOne.talk(play, alice, bob);
    Line entered = changed(call, "Carol", MemberState.ACCEPTED);
    carol.does("joins", s -> s.join(call.id()));
    for (Phone everybody : List.of(alice, bob, carol)) {
      everybody.hears(entered);
    }
    Line left = changed(call, "Bob", MemberState.QUIT);
    bob.does("quits", s -> s.quit(call.id()));
    for (Phone everybody : List.of(alice, bob, carol)) {
      everybody.hears(left);
    }
    OneToOne.end(call, carol, alice);
  }

  private static void endOfThree(CallName call, Phone who, Phone second, Phone third) {
    OneToOne.end(call, who, second);
    third.hears(changed(call, who.user().name(), MemberState.ENDED), ended(call, EndReason.ENDED));
  }
}
