package dev.ringdown.session;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import dev.ringdown.CloseReason;
import dev.ringdown.spi.RingPermission;
import dev.ringdown.turn.Turn;
import dev.ringdown.turn.Turns;
import dev.ringdown.user.UserCommand;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session registers when it is its turn, and keeps none from the others. */
class SessionTurnTest {
  private static final SessionCommand YOUR_TURN = new SessionActor.YourTurn();

  private final Turns turns = new Turns(1, Clock.systemUTC());
  private final TestInbox<SessionCommand> first = TestInbox.create("first");
  private final TestInbox<SessionCommand> second = TestInbox.create("second");
  private final Turn<SessionCommand> firsts = new Turn<>(turns, first.getRef(), YOUR_TURN);
  private final Turn<SessionCommand> seconds = new Turn<>(turns, second.getRef(), YOUR_TURN);
  private SessionUnderTest session;

  @AfterEach
  void stop() {
    if (session != null) {
      session.close();
    }
  }

  @Test
  void shouldRegisterWhenItIsItsTurn() {
    firsts.take(Instant.EPOCH);
    begin();
    session.engine.passSeconds(60);
    assertThat(session.user.told(UserCommand.Connect.class)).isEmpty();

    firsts.end();
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

    firsts.end();
    session.engine.settle();

    assertThat(session.user.toldOne(UserCommand.Connect.class).registration()).isEqualTo(2);
  }

  @Test
  void shouldSayThatItIsHereWhileItAwaitsItsTurnInACall() {
    begin();
    session.isRegistered(1);
    Progress inACall = Progress.none("c1").live(true);
    session.tell(new SessionCommand.Deliver(1, 1, Optional.of(inACall), List.of()));
    session.user.forget();
    assertThat(isFree()).isTrue();
    session.losesItsUser();
    UserCommand.Here here = new UserCommand.Here("session");
    assertThat(session.user.told(UserCommand.Here.class)).isEmpty();
    session.engine.pass(SessionRules.DEFAULT.saysHere());
    assertThat(session.user.told(UserCommand.Here.class)).containsExactly(here);
    session.engine.pass(Registration.WAIT_ON);
    assertThat(session.user.told(UserCommand.Here.class)).containsExactly(here);

    firsts.end();
    session.engine.settle();
    session.isRegistered(2);
    session.engine.pass(Registration.WAIT_ON);

    assertThat(session.user.told(UserCommand.Connect.class)).hasSize(1);
    assertThat(session.user.told(UserCommand.Here.class)).isEmpty();
  }

  @Test
  void shouldSayNothingWhileItAwaitsItsTurnInNoCall() {
    begin();
    session.isRegistered(1);
    session.user.forget();
    assertThat(isFree()).isTrue();

    session.losesItsUser();
    session.engine.pass(SessionRules.DEFAULT.saysHere());

    assertThat(session.user.told(UserCommand.Here.class)).isEmpty();
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
    firsts.take(Instant.EPOCH);
    begin();
    seconds.take(Instant.EPOCH);
    session.tell(new SessionCommand.Close(CloseReason.CLOSED));
    session.heard();

    firsts.end();

    isTold(second);
  }

  private static void isTold(TestInbox<SessionCommand> session) {
    session.expectMessage(YOUR_TURN);
  }

  private void begin() {
    session = new SessionUnderTest(RingPermission.EVERYBODY, turns);
  }

  private boolean isFree() {
    return firsts.take(Instant.EPOCH);
  }
}
