package dev.ringdown.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.ErrorCode;
import dev.ringdown.Operation;
import dev.ringdown.Outcome;
import dev.ringdown.Result;
import dev.ringdown.testkit.Words;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A device falls silent in time, whatever fails elsewhere. */
class SessionRingsTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);

  private final SessionUnderTest session = SessionUnderTest.registered();

  @AfterEach
  void stop() {
    session.close();
  }

  /** It says so, and is heard. */
  private void rings(int ring, Duration left) {
    session.user.told(UserCommand.Perform.class);
    session.hears(session.ring(ring, left));
    String received = session.user.toldOne(UserCommand.Perform.class).requestId();
    session.isAnswered(received, new Result.Done());
  }

  @Test
  void shouldAcknowledgeARingByItself() {
    session.hears(session.ring(1, MINUTE));

    assertThat(session.user.toldOne(UserCommand.Perform.class).operation())
        .isEqualTo(new Operation.Received("call"));
    assertThat(session.heard()).containsExactly("IncomingCallReceived(alice)");
  }

  @Test
  void shouldStopARingThatNobodyStops() {
    rings(1, MINUTE);
    session.heard();
    session.engine.pass(Duration.ofMillis(60_999));
    assertThat(session.heard()).isEmpty();
    session.engine.pass(Duration.ofMillis(1));

    assertThat(session.heard()).containsExactly("IncomingCallTimeout");
    assertThat(session.user.toldOne(UserCommand.Overdue.class).callId()).isEqualTo("call");
    session.hears(SessionUnderTest.timeout());
    session.engine.passSeconds(60);
    assertThat(session.heard()).isEmpty();
  }

  @Test
  void shouldStopARingWhileItsUserIsLost() {
    rings(1, Duration.ofSeconds(5));
    session.losesItsUser();
    session.heard();
    session.engine.passSeconds(6);

    assertThat(session.heard()).containsExactly("IncomingCallTimeout");
  }

  @Test
  void shouldRaiseTheNextRingOfACallWhoseLastOneItStopped() {
    rings(1, Duration.ofSeconds(1));
    session.engine.passSeconds(2);
    session.heard();
    rings(2, Duration.ofSeconds(1));
    session.hears(SessionUnderTest.canceled());

    assertThat(session.heard())
        .containsExactly("IncomingCallReceived(alice)", "IncomingCallCanceled(CANCELLED)");
    session.engine.passSeconds(10);
    assertThat(session.heard()).isEmpty();
  }

  @Test
  void shouldNeverRaiseARingAfterItsDeadlineNorItsEnd() {
    session.hears(session.ring(1, Duration.ZERO));
    session.hears(SessionUnderTest.timeout());

    assertThat(session.heard()).isEmpty();
    assertThat(session.user.told(UserCommand.class)).isEmpty();
  }

  @Test
  void shouldNotStopARingThatIsOver() {
    List<SessionEvent> ends =
        List.of(
            new SessionEvent.IncomingCallAcceptButtonPressed("call"),
            new SessionEvent.IncomingCallDeclineButtonPressed("call"),
            new SessionEvent.IncomingCallHandledElsewhere("call", Outcome.DECLINED),
            new SessionEvent.OutgoingCallAccepted("call", SessionUnderTest.ALICE),
            SessionUnderTest.canceled(),
            SessionUnderTest.timeout());
    int number = 0;
    for (SessionEvent end : ends) {
      rings(++number, Duration.ofSeconds(5));
      session.hears(end);
      session.heard();
      session.engine.passSeconds(10);
      assertThat(session.heard()).as(Words.of(end)).isEmpty();
    }
  }

  @Test
  void shouldNotStopARingThatItsDeviceSilenced() {
    int number = 0;
    for (Operation silent : List.of(new Operation.Ignore("call"), new Operation.Busy("call", ""))) {
      rings(++number, Duration.ofSeconds(5));
      session.asks("request " + number, silent);
      session.isAnswered("request " + number, new Result.Done());
      session.heard();
      session.engine.passSeconds(10);
      assertThat(session.heard()).as(silent.toString()).isEmpty();
    }
  }

  @Test
  void shouldStopARingThatItsDeviceCouldNotSilence() {
    rings(1, Duration.ofSeconds(5));
    session.asks("1", new Operation.Ignore("call"));
    session.isAnswered("1", ErrorCode.UNAVAILABLE);
    session.heard();
    session.engine.passSeconds(6);

    assertThat(session.heard()).containsExactly("IncomingCallTimeout");
  }
}
