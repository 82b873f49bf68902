package dev.ringdown.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.Operation;
import dev.ringdown.session.Heard;
import dev.ringdown.session.Progress;
import dev.ringdown.session.SessionCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user's actor does about sessions that confirm late or never. */
class UnconfirmedTest {
  private static final Instant MORNING = Instant.parse("2030-01-01T06:00:00Z");

  private final Exchange exchange = new Exchange();
  private final Device alice = exchange.device("alice", "a1");
  private final Silent bob = new Silent(exchange, "bob", "b1", MORNING);

  @AfterEach
  void stop() {
    exchange.stop();
  }

  @Test
  void shouldDeliverUntilItIsConfirmed() {
    bob.registers(1, Optional.empty());
    alice.invite("c1", "bob");
    alice.perform(new Operation.Cancel("c1", Set.of(), ""));
    assertThat(bob.deliveries()).containsExactly(1L, 2L);

    exchange.pass(Schedule.PATIENCE);
    assertThat(bob.deliveries()).containsExactly(1L, 2L);
    bob.confirms(1);
    exchange.pass(Schedule.PATIENCE);
    assertThat(bob.deliveries()).containsExactly(2L);
    exchange.pass(Schedule.PATIENCE);
    assertThat(bob.deliveries()).isEmpty();
    exchange.pass(Schedule.PATIENCE);
    assertThat(bob.deliveries()).containsExactly(2L);

    bob.confirms(2);
    exchange.pass(Duration.ofMinutes(5));
    assertThat(bob.deliveries()).isEmpty();
  }

  @Test
  void shouldTakeTheSameConfirmationTwice() {
    bob.registers(1, Optional.empty());
    alice.invite("c1", "bob");
    bob.confirms(1);
    bob.confirms(1);
    bob.deliveries();
    alice.perform(new Operation.Cancel("c1", Set.of(), ""));

    assertThat(bob.deliveries()).containsExactly(2L);
  }

  @Test
  void shouldNotBeLaterForWhatIsLostSinceSomethingElseArrived() {
    bob.registers(1, Optional.empty());
    alice.invite("c1", "bob");
    alice.perform(new Operation.Cancel("c1", Set.of(), ""));
    bob.deliveries();
    exchange.pass(Schedule.PATIENCE.dividedBy(2));
    bob.confirms(1);
    exchange.pass(Schedule.PATIENCE.dividedBy(2));

    assertThat(bob.deliveries()).containsExactly(2L);
  }

  @Test
  void shouldNotTakeTheConfirmationOfAnEarlierRegistration() {
    bob.registers(1, Optional.empty());
    alice.invite("c1", "bob");
    bob.registers(2, heard(1, 0));
    bob.deliveries();

    bob.confirms(1);
    exchange.pass(Schedule.PATIENCE);

    assertThat(bob.deliveries()).contains(1L);
  }

  @Test
  void shouldBoundWhatAnAbsentSessionIsOwed() {
    isOwedTooMuch();

    exchange.pass(Duration.ofMinutes(1));

    assertThat(bob.deliveries()).contains((long) Unconfirmed.MOST + 1).doesNotContain(1L);
  }

  @Test
  void shouldLetTheLaterSessionOfADeviceStayWhenTheEarlierRegistersAnew() {
    Silent later = new Silent(exchange, "bob", "b2", MORNING.plusSeconds(60));
    later.registers(1, Optional.empty());

    bob.registers(7, heard(6, 0));
    alice.invite("c1", "bob");

    assertThat(bob.heard).containsExactly(new SessionCommand.Replaced());
    assertThat(later.deliveries()).containsExactly(1L);
  }

  @Test
  void shouldLetTheLaterSessionOfADeviceTakeItsPlaceWhenItRegistersAnew() {
    Silent later = new Silent(exchange, "bob", "b2", MORNING.plusSeconds(60));
    bob.registers(1, heard(0, 0));

    later.registers(7, heard(6, 0));
    alice.invite("c1", "bob");

    assertThat(bob.heard).last().isEqualTo(new SessionCommand.Replaced());
    assertThat(later.deliveries()).containsExactly(1L);
  }

  @Test
  void shouldTakeASecondConfirmation() {
    Unconfirmed unconfirmed = new Unconfirmed();
    unconfirmed.add(new SessionCommand.Deliver(1, 1, Optional.empty(), List.of()), Instant.EPOCH);
    unconfirmed.confirmed(1);
    unconfirmed.confirmed(1);

    assertThat(unconfirmed.repeatAt()).isEqualTo(Instant.MAX);
  }

  @Test
  void shouldKnowThatItCannotSendEverythingAgain() {
    Unconfirmed unconfirmed = new Unconfirmed();
    for (int i = 1; i <= Unconfirmed.MOST; i++) {
      unconfirmed.add(new SessionCommand.Deliver(1, i, Optional.empty(), List.of()), Instant.EPOCH);
    }
    assertThat(unconfirmed.isWhole()).isTrue();
    unconfirmed.add(new SessionCommand.Deliver(1, 0, Optional.empty(), List.of()), Instant.EPOCH);
    assertThat(unconfirmed.isWhole()).isFalse();
  }

  /** It was impatient: all that is under way is void with its last registration. */
  @Test
  void shouldSendAgainWhatASessionThatRegistersAnewHasNotHeard() {
    isCalledInVain();
    AtomicInteger asked = exchange.questions();

    bob.registers(2, heard(1, 0));
    assertThat(bob.events())
        .containsExactly("IncomingCallReceived(alice)", "IncomingCallCanceled(CANCELLED)");
    bob.registers(3, heard(2, 1));

    assertThat(bob.events()).containsExactly("IncomingCallCanceled(CANCELLED)");
    assertThat(asked).hasValue(0);
  }

  /** Its patience ended before the answer came, as it does where everybody comes at once. */
  @Test
  void shouldAnswerEachTryAlike() {
    bob.registers(1, Optional.empty());
    assertThat(bob.heard).hasSize(1);
    alice.invite("c1", "bob");
    bob.events();

    bob.tries(2, 1, Optional.empty());
    bob.tries(3, 1, Optional.empty());
    bob.tries(1, 1, Optional.empty());

    assertThat(bob.heard).hasSize(3).containsOnly(bob.greeting());
    exchange.pass(Schedule.PATIENCE);
    assertThat(bob.events()).containsExactly("IncomingCallReceived(alice)");
  }

  @Test
  void shouldNotGreetASessionAgainThatHasConfirmedSomething() {
    bob.registers(1, Optional.empty());
    alice.invite("c1", "bob");
    bob.confirms(1);
    bob.events();

    bob.tries(2, 1, Optional.empty());

    assertThat(bob.heard)
        .singleElement(InstanceOfAssertFactories.type(SessionCommand.Registered.class))
        .returns(1L, SessionCommand.Registered::registration)
        .returns(Optional.empty(), SessionCommand.Registered::connected);
  }

  /** It was with another run of this actor in between, or on a node that does not say. */
  @ParameterizedTest
  @ValueSource(longs = {1, 0})
  void shouldAskTheCallsWhereItDoesNotKnowWhatASessionHasHeard(long registration) {
    bob.registers(1, Optional.empty());
    alice.invite("c1", "bob");
    Progress far = Progress.none("c1").upTo(1, 0, 0).rings(1).live(true);
    assertThat(bob.events()).containsExactly("IncomingCallReceived(alice)");
    bob.registers(2, heard(1, 1));
    AtomicInteger asked = exchange.questions();

    bob.registers(3, Optional.of(new Heard(List.of(far), registration, 0)));

    assertThat(bob.events()).isEmpty();
    assertThat(asked).hasPositiveValue();
  }

  @Test
  void shouldAskTheCallsWhereItCannotSendEverythingAgain() {
    isOwedTooMuch();
    alice.invite("last", "bob");
    bob.deliveries();
    AtomicInteger asked = exchange.questions();

    bob.registers(2, Optional.of(new Heard(List.of(Progress.none("last").live(true)), 1, 0)));

    assertThat(asked).hasPositiveValue();
  }

  private void isOwedTooMuch() {
    bob.registers(1, Optional.empty());
    for (int i = 0; i <= Unconfirmed.MOST / 2; i++) {
      alice.invite("c" + i, "bob");
      alice.perform(new Operation.Cancel("c" + i, Set.of(), ""));
    }
    bob.deliveries();
  }

  private void isCalledInVain() {
    bob.registers(1, Optional.empty());
    alice.invite("c1", "bob");
    alice.perform(new Operation.Cancel("c1", Set.of(), ""));
    assertThat(bob.events())
        .containsExactly("IncomingCallReceived(alice)", "IncomingCallCanceled(CANCELLED)");
  }

  private static Optional<Heard> heard(long registration, long delivered) {
    return Optional.of(new Heard(List.of(), registration, delivered));
  }
}
