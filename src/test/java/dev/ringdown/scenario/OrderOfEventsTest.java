package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole flows: everything that every device hears, in order. */
class OrderOfEventsTest {
  private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void shouldAccept() {
    String call = alice.invites("bob");
    bob.accepts(call);

    assertThat(alice.heard())
        .containsExactly(
            "Connected",
            "OutgoingCallSent",
            "U(bob RINGING)",
            "OutgoingCallAccepted(bob)",
            "U(bob ACCEPTED)");
    assertThat(bob.heard())
        .containsExactly(
            "Connected",
            "IncomingCallReceived(alice)",
            "U(bob RINGING)",
            "IncomingCallAcceptButtonPressed",
            "U(bob ACCEPTED)");
  }

  @Test
  void shouldTimeOut() {
    alice.invites("bob");
    engine.passSeconds(60);

    assertThat(alice.heard())
        .containsExactly(
            "Connected",
            "OutgoingCallSent",
            "U(bob RINGING)",
            "OutgoingCallTimeout(bob)",
            "U(bob TIMED_OUT)",
            "CallEnded(NO_ANSWER)");
    assertThat(bob.heard())
        .containsExactly(
            "Connected", "IncomingCallReceived(alice)", "U(bob RINGING)", "IncomingCallTimeout");
  }
}
