package dev.ringdown.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of messages between a session and its user's actor that are lost or late. */
class DeliveriesTest {
  private static final UserCommand.Perform QUIT =
      new UserCommand.Perform("session", "1", new Operation.Quit("call"));

  private final SessionUnderTest session = SessionUnderTest.registered();

  @AfterEach
  void stop() {
    session.close();
  }

  private void deliver(long number) {
    session.tell(
        new SessionCommand.Deliver(
            1, number, Optional.empty(), List.of(SessionUnderTest.ended("c" + number))));
  }

  private List<Long> confirmed() {
    return session.user.told(UserCommand.Delivered.class).stream()
        .map(UserCommand.Delivered::number)
        .toList();
  }

  @Test
  void shouldRaiseOnceWhatComesTwice() {
    deliver(1);
    deliver(2);
    deliver(1);
    deliver(2);

    assertThat(session.raised()).containsExactly("c1", "c2");
  }

  @Test
  void shouldConfirmSeveralAtOnce() {
    deliver(1);
    deliver(2);
    session.engine.pass(Deliveries.CONFIRMS_AFTER.minusMillis(1));
    assertThat(confirmed()).isEmpty();
    session.engine.pass(Duration.ofMillis(1));

    assertThat(confirmed()).containsExactly(2L);
    session.engine.pass(Duration.ofMinutes(1));
    assertThat(confirmed()).isEmpty();
  }

  @Test
  void shouldConfirmAgainWhatComesAgain() {
    deliver(1);
    session.engine.pass(Deliveries.CONFIRMS_AFTER);
    confirmed();

    deliver(1);
    session.engine.pass(Deliveries.CONFIRMS_AFTER);

    assertThat(confirmed()).containsExactly(1L);
  }

  @Test
  void shouldAwaitWhatIsMissing() {
    deliver(2);
    deliver(3);
    assertThat(session.raised()).isEmpty();

    deliver(1);
    deliver(2);
    deliver(3);

    assertThat(session.raised()).containsExactly("c1", "c2", "c3");
    session.engine.pass(Deliveries.LONGEST_GAP);
    assertThat(session.user.told(UserCommand.Connect.class)).isEmpty();
  }

  @Test
  void shouldRegisterAnewWhenWhatIsMissingDoesNotCome() {
    deliver(1);
    deliver(3);
    session.engine.pass(Deliveries.LONGEST_GAP.minusMillis(1));
    assertThat(session.user.told(UserCommand.Connect.class)).isEmpty();
    session.engine.pass(Duration.ofMillis(1));

    assertThat(session.user.toldOne(UserCommand.Connect.class).registration()).isEqualTo(2);
    session.isRegistered(2);
    session.tell(
        new SessionCommand.Deliver(
            2, 1, Optional.empty(), List.of(SessionUnderTest.ended("anew"))));
    assertThat(session.raised()).containsExactly("c1", "anew");
  }

  /** The user's actor may be another one by now, and nobody have said so. */
  @Test
  void shouldRegisterAnewAndAskAnotherActorWhatIsNotAnswered() {
    session.asks("1", new Operation.Quit("call"));
    session.engine.pass(Request.PATIENCE.minusMillis(1));
    assertThat(session.user.told(UserCommand.Connect.class)).isEmpty();
    session.engine.pass(Duration.ofMillis(1));
    assertThat(session.user.toldOne(UserCommand.Connect.class).registration()).isEqualTo(2);
    session.user.forget();

    session.user.begin();
    session.isRegistered(2);

    assertThat(session.user.told(UserCommand.Perform.class)).containsExactly(QUIT);
  }

  /** It is slow, and each question more would make it slower. */
  @Test
  void shouldAskTheSameActorAgainWhenItHasHadItsTime() {
    session.asks("1", new Operation.Quit("call"));
    session.user.forget();
    session.engine.pass(Request.PATIENCE);
    session.isRegistered(2);
    assertThat(session.user.told(UserCommand.Perform.class)).isEmpty();

    session.engine.pass(Request.PATIENCE.multipliedBy(2));
    session.isRegistered(3);
    assertThat(session.user.told(UserCommand.Perform.class)).containsExactly(QUIT);

    session.isAnswered("1", new Result.Done());
    session.engine.pass(Duration.ofMinutes(1));
    assertThat(session.user.told(UserCommand.Perform.class)).isEmpty();
    assertThat(session.answers()).containsExactly(new SessionReply("1", new Result.Done()));
  }
}
