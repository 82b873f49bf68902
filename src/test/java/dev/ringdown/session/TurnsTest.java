package dev.ringdown.session;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import dev.ringdown.CloseReason;
import dev.ringdown.spi.RingPermission;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** So many register at a time, in the order in which they came, and nobody's turn is lost. */
class TurnsTest {
  private final Turns turns = new Turns(1);
  private final TestInbox<SessionCommand> first = TestInbox.create("first");
  private final TestInbox<SessionCommand> second = TestInbox.create("second");
  private final TestInbox<SessionCommand> third = TestInbox.create("third");
  private SessionUnderTest session;

  @AfterEach
  void stop() {
    if (session != null) {
      session.close();
    }
  }

  @Test
  void shouldGiveTurnsInTheOrderOfComing() {
    assertThat(turns.take(first.getRef())).isTrue();
    assertThat(turns.take(second.getRef())).isFalse();
    assertThat(turns.take(third.getRef())).isFalse();

    turns.give();
    isTold(second);
    assertThat(third.hasMessages()).isFalse();
    turns.give();
    isTold(third);
    turns.give();

    assertThat(turns.take(first.getRef())).isTrue();
    assertThat(turns.take(second.getRef())).isFalse();
  }

  @Test
  void shouldPassOverWhoLeaves() {
    turns.take(first.getRef());
    turns.take(second.getRef());
    turns.take(third.getRef());

    turns.leave(second.getRef());
    turns.give();

    assertThat(second.hasMessages()).isFalse();
    isTold(third);
  }

  @Test
  void shouldPassOnATurnThatComesWhileItsSessionLeaves() {
    turns.take(first.getRef());
    turns.take(second.getRef());
    turns.take(third.getRef());
    turns.give();
    isTold(second);

    turns.leave(second.getRef());

    isTold(third);
  }

  private static void isTold(TestInbox<SessionCommand> session) {
    session.expectMessage(new SessionActor.YourTurn());
  }

  // ---- A session

  @Test
  void shouldRegisterWhenItIsItsTurn() {
    turns.take(first.getRef());
    begin();
    session.engine.passSeconds(60);
    assertThat(session.user.told(UserCommand.Connect.class)).isEmpty();

    turns.give();
    session.engine.settle();

    assertThat(session.user.toldOne(UserCommand.Connect.class).registration()).isEqualTo(1);
    session.isRegistered(1);
    assertThat(session.heard()).containsExactly("Connected");
  }

  @Test
  void shouldEndItsTurnWhenItIsRegistered() {
    begin();
    assertThat(isFree()).isFalse();
    session.isRegistered(1);
    session.heard();

    isTold(first);
  }

  @Test
  void shouldAwaitItsTurnToRegisterAnew() {
    begin();
    session.isRegistered(1);
    session.user.forget();
    assertThat(isFree()).isTrue();
    session.losesItsUser();
    assertThat(session.user.told(UserCommand.Connect.class)).isEmpty();

    turns.give();
    session.engine.settle();

    assertThat(session.user.toldOne(UserCommand.Connect.class).registration()).isEqualTo(2);
  }

  /** Whose group of users has no place yet must not keep the others waiting. */
  @Test
  void shouldEndItsTurnWhenTheAnswerTakesTooLong() {
    begin();
    assertThat(isFree()).isFalse();
    session.engine.pass(Registration.FIRST_RETRY.minus(Duration.ofMillis(1)));
    assertThat(first.hasMessages()).isFalse();
    session.engine.pass(Duration.ofMillis(1));

    isTold(first);
    assertThat(session.user.told(UserCommand.Connect.class)).hasSize(2);
  }

  @Test
  void shouldEndItsTurnWhenItCloses() {
    begin();
    assertThat(isFree()).isFalse();

    session.tell(new SessionCommand.Close(CloseReason.CLOSED));
    session.heard();

    isTold(first);
  }

  @Test
  void shouldNotKeepATurnThatItAwaitsNoLonger() {
    turns.take(first.getRef());
    begin();
    turns.take(second.getRef());
    session.tell(new SessionCommand.Close(CloseReason.CLOSED));
    session.heard();

    turns.give();

    isTold(second);
  }

  private void begin() {
    session = new SessionUnderTest(RingPermission.EVERYBODY, turns);
  }

  private boolean isFree() {
    return turns.take(first.getRef());
  }
}
