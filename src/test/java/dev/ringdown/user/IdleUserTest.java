package dev.ringdown.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.Operation;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A user's actor that nobody needs goes, and has no timer. */
class IdleUserTest {
  private final Exchange exchange = new Exchange();

  @AfterEach
  void stop() {
    exchange.stop();
  }

  @Test
  void shouldAskToStopWhenNobodyNeedsIt() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    exchange.pass(Duration.ofSeconds(30));
    assertThat(exchange.idle).isEmpty();

    bob.leave();
    exchange.settle();
    assertThat(exchange.idle).isEmpty();
    alice.perform(new Operation.Cancel("c1", Set.of(), ""));

    assertThat(exchange.idle).containsOnly("bob");
  }

  @Test
  void shouldAskToStopAgainWhenAMessageCameInBetween() {
    Device bob = exchange.device("bob", "b1");
    bob.leave();
    assertThat(exchange.idle).containsExactly("bob");

    Device again = exchange.device("bob", "b1");
    assertThat(exchange.idle).containsExactly("bob");
    again.leave();

    assertThat(exchange.idle).containsExactly("bob", "bob");
  }

  @Test
  void shouldHaveNoTimerWhileItIsIdle() {
    exchange.device("bob", "b1");
    exchange.device("alice", "a1").invite("c1", "bob");
    exchange.pass(Duration.ofSeconds(61));
    int before = exchange.idle.size();

    exchange.pass(Duration.ofHours(1));

    assertThat(exchange.idle).hasSize(before);
  }
}
