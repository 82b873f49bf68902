package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.session.SessionCommand;
import dev.ringdown.testkit.Aim;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A session closes while something is on its way to it: the next one of its device hears that. */
class LastWordTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");

  @Test
  void shouldBeHeardBeforeTheEndOfItsSession() {
    String call = alice.invites("bob");
    Aim accepted =
        engine.faults().next(1, SessionCommand.Deliver.class).to("alice/alice-device").drop();
    bob.accepts(call);
    Aim lastWord =
        engine.faults().next(1, UserCommand.Disconnect.class).delay(Duration.ofMillis(100));

    alice.leaves();
    alice.forgets();
    engine.pass(Duration.ofMillis(100));
    alice.reconnects();

    alice.expects("Connected", "OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
    assertThat(accepted.met()).isEqualTo(1);
    assertThat(lastWord.met()).isEqualTo(1);
  }
}
