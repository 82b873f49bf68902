package dev.ringdown.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.call.CallCommand;
import dev.ringdown.call.Patience;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user's next actor, while his session still awaits its turn to register. */
class HereTest {
  private static final Duration CALLER_GRACE = Patience.DEFAULT.callerGrace();
  private static final Duration RENEWAL = UserRules.DEFAULT.renewal();

  private final Exchange exchange = new Exchange();
  private Device alice;
  private Device bob;

  @BeforeEach
  void loseTheCallersActor() {
    alice = exchange.device("alice", "a1");
    bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    exchange.killUser("alice");
  }

  @AfterEach
  void stop() {
    exchange.stop();
  }

  @Test
  void shouldNotTakeForAwayWhoSaysThatHeIsHere() {
    sayHere();
    exchange.tellCall("c1", new CallCommand.TellMe("alice"));
    exchange.pass(CALLER_GRACE.plusSeconds(5));

    expectTheAnswer();
  }

  @Test
  void shouldBeBackWhenHeSaysThatHeIsHere() {
    exchange.tellCall("c1", new CallCommand.TellMe("alice"));
    exchange.pass(CALLER_GRACE.minusSeconds(1));
    sayHere();
    exchange.pass(Duration.ofSeconds(5));

    expectTheAnswer();
  }

  @Test
  void shouldBeBackInACallOfWhichHeHearsAfterHeSaidThatHeIsHere() {
    exchange.tellCall("c1", new CallCommand.Away("alice"));
    sayHere();
    exchange.tellCall("c1", new CallCommand.TellMe("alice"));
    exchange.pass(CALLER_GRACE.plusSeconds(5));

    expectTheAnswer();
  }

  /** He counts for a while only: his device may be gone. */
  @Test
  void shouldBeAwayWhenHeSaysNoLongerThatHeIsHere() {
    bob.heard();
    sayHere();
    exchange.pass(Connections.HERE.plus(RENEWAL).plus(CALLER_GRACE));

    assertThat(bob.heard()).contains("IncomingCallCanceled(CALLER_LOST)");
  }

  private void sayHere() {
    exchange.tellUser("alice", new UserCommand.Here("a1"));
  }

  private void expectTheAnswer() {
    bob.accept("c1");
    alice.registerAnew();

    assertThat(alice.heard()).contains("OutgoingCallAccepted(bob)");
  }
}
