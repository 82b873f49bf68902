package dev.ringdown.scenario;

import dev.ringdown.CallMode;
import dev.ringdown.Invitation;
import dev.ringdown.Operation;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.Link;
import dev.ringdown.testkit.RingdownExtension;
import dev.ringdown.testkit.TestEngine;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a device hears when its user's actor is lost while it hears nothing. */
@ExtendWith(RingdownExtension.class)
class LostUserTest {
  @Test
  void shouldHearAllOfACallThatEndedMeanwhile(TestEngine engine) {
    Device alice = engine.connect("alice");
    Device bob = engine.connect("bob");
    bob.expects("Connected");

    engine.faults().every(SessionCommand.Deliver.class).from("bob").drop();
    engine.faults().every(UserCommand.Connect.class).to("bob").drop();
    String call = bob.invites(Invitation.voice("alice").withMode(CallMode.GENERAL));
    engine.loseUser("bob");
    alice.accepts(call);
    engine.pass(Duration.ofSeconds(5));
    bob.expectsNothing();
    engine.faults().stop();
    engine.pass(Duration.ofSeconds(15));

    // Who rang is not journalled: the call, which was over, did not know it any more.
    bob.expects(
        "OutgoingCallSent",
        "OutgoingCallAccepted(alice)",
        "U(alice ACCEPTED)",
        "CallEnded(ANSWERED)");
  }

  @Test
  void shouldHearAllOfACallWhoseAnswerWasLostToo(TestEngine engine) {
    Device alice = engine.connect("alice");
    Device bob = engine.connect("bob");
    bob.expects("Connected");

    engine.faults().every(Link.USER_TO_SESSION).from("bob").drop();
    bob.sends(new Operation.Invite(Invitation.voice("alice").withMode(CallMode.GENERAL)));
    engine.settle();
    engine.loseUser("bob");
    alice.accepts(alice.theOnly(SessionEvent.IncomingCallReceived.class).callId());
    engine.faults().stop();
    engine.pass(Duration.ofSeconds(15));

    bob.expects(
        "OutgoingCallSent",
        "OutgoingCallAccepted(alice)",
        "U(alice ACCEPTED)",
        "CallEnded(ANSWERED)");
  }

  @Test
  void shouldNotLoseItsPlaceToAnEarlierSessionThatComesLate(TestEngine engine) {
    engine.faults().next(1, UserCommand.Connect.class).to("bob").delay(Duration.ofSeconds(2));
    Device bob = engine.connect("bob");
    engine.pass(Duration.ofMillis(100));
    bob.vanishes();
    bob.reconnects().expects("Connected");

    engine.pass(Duration.ofSeconds(3));

    bob.expectsNothing();
    engine.connect("alice").invites("bob");
    bob.expects("IncomingCallReceived(alice)", "U(bob RINGING)");
  }
}
