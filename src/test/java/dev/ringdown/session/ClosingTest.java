package dev.ringdown.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CloseReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.Operation;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a session goes: not before its user's actor knows what it heard. */
class ClosingTest {
  private final SessionUnderTest session = SessionUnderTest.registered();

  @BeforeEach
  void close() {
    session.tell(new SessionCommand.Close(CloseReason.SHUTDOWN));
    assertThat(session.heard()).containsExactly("Closed(SHUTDOWN)");
    assertThat(session.user.told(UserCommand.class)).containsExactly(session.lastWord(0));
  }

  @AfterEach
  void stop() {
    session.close();
  }

  @Test
  void shouldStayUntilItsLastWordIsHeard() {
    assertThat(session.isStopped()).isFalse();

    session.tell(new SessionCommand.Disconnected());

    assertThat(session.isStopped()).isTrue();
  }

  @Test
  void shouldSayItsLastWordAgainUntilItIsHeard() {
    session.user.forget();
    session.engine.pass(Duration.ofMillis(200));
    assertThat(session.user.told(UserCommand.class)).containsExactly(session.lastWord(0));

    session.tell(new SessionCommand.Disconnected());
    session.user.forget();
    session.engine.passSeconds(10);

    assertThat(session.user.told(UserCommand.class)).isEmpty();
  }

  @Test
  void shouldNotWaitForEver() {
    session.engine.pass(Duration.ofMillis(999));
    assertThat(session.isStopped()).isFalse();

    session.engine.pass(Duration.ofMillis(1));

    assertThat(session.isStopped()).isTrue();
  }

  @Test
  void shouldSayMeanwhileThatItIsClosed() {
    session.asks("late", new Operation.ActiveCalls());

    assertThat(session.failures()).containsExactly(ErrorCode.SESSION_CLOSED);
    assertThat(session.heard()).isEmpty();
  }
}
