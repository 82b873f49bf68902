package dev.ringdown.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.Operation;
import dev.ringdown.call.CallCommand;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A user's actor that is stopped here to run elsewhere: his next session finds what rings. */
class MovedUserTest {
  private final Exchange exchange = new Exchange();

  @AfterEach
  void stop() {
    exchange.stop();
  }

  /** His node stops, so that his session is a new one too, which knows of nothing. */
  @Test
  void shouldRingOnAtOnceForANewSessionWhenTheActorIsMoved() {
    exchange.device("alice", "a1").invite("c1", "bob");
    Device bob = exchange.device("bob", "b1");
    bob.perform(new Operation.Received("c1"));
    bob.leave();

    exchange.moveUser("bob");

    assertThat(exchange.device("bob", "b1").heard()).containsExactly("IncomingCallReceived(alice)");
  }

  @Test
  void shouldRingOnForANewSessionWhenTheWordToTheNextRunIsLost() {
    exchange.device("alice", "a1").invite("c1", "bob");
    Device bob = exchange.device("bob", "b1");
    bob.leave();
    exchange.hold(m -> m.command() instanceof UserCommand.Remember);

    exchange.moveUser("bob");

    exchange.lose();
    Device next = exchange.device("bob", "b1");
    assertThat(next.heard()).containsExactly("IncomingCallReceived(alice)");
  }

  @Test
  void shouldGoOnAskingWhenItIsMovedBeforeTheCallSpoke() {
    exchange.device("alice", "a1").invite("c1", "bob");
    Device bob = exchange.device("bob", "b1");
    bob.leave();
    exchange.hold(m -> m.command() instanceof CallCommand.TellMe);
    exchange.moveUser("bob");
    exchange.moveUser("bob");
    exchange.lose();
    exchange.pass(Duration.ofSeconds(1));

    assertThat(exchange.device("bob", "b1").heard()).containsExactly("IncomingCallReceived(alice)");
  }
}
