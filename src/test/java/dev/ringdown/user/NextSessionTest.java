package dev.ringdown.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.session.SessionCommand;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one session did not hear is for the next one of its device: once, and all of it. */
class NextSessionTest {
  private static final Instant MORNING = Instant.parse("2030-01-01T06:00:00Z");

  private final Exchange exchange = new Exchange();
  private final Device alice = exchange.device("alice", "a1");
  private final Silent carol = new Silent(exchange, "carol", "c1", MORNING);
  private final Silent carolsNext = new Silent(exchange, "carol", "c2", MORNING.plusSeconds(60));

  @AfterEach
  void stop() {
    exchange.stop();
  }

  /** Carol's call was accepted. Her session heard that it was sent, and perhaps that. */
  private void carolCallsAlice() {
    carol.registers(1, Optional.empty());
    carol.invites("c1", "alice");
    carol.confirms(1);
    alice.accept("c1");
    assertThat(carol.events())
        .containsExactly("OutgoingCallSent", "OutgoingCallAccepted(alice)", "U(alice ACCEPTED)");
  }

  @Test
  void shouldTellTheNextSessionWhatTheClosedOneDidNotHear() {
    carolCallsAlice();
    carol.closes(1);

    carolsNext.registers(1, Optional.empty());

    assertThat(carolsNext.events())
        .containsExactly("OutgoingCallAccepted(alice)", "U(alice ACCEPTED)");
  }

  @Test
  void shouldNotTellTheNextSessionWhatTheClosedOneHeard() {
    carolCallsAlice();
    carol.closes(2);

    carolsNext.registers(1, Optional.empty());

    assertThat(carolsNext.events()).isEmpty();
  }

  /** A session stays until then: the news of its end would overtake its last word. */
  @Test
  void shouldAnswerTheLastWord() {
    carolCallsAlice();

    carol.closes(1);

    assertThat(carol.heard).containsExactly(new SessionCommand.Disconnected());
  }

  @Test
  void shouldAnswerTheLastWordOfASessionThatItDoesNotKnow() {
    carolsNext.closes(0);

    assertThat(carolsNext.heard).containsExactly(new SessionCommand.Disconnected());
  }

  /** It may have raised what it had no time to confirm, and nothing is raised twice. */
  @Test
  void shouldTakeForHeardWhatOneThatIsGoneHasNotConfirmed() {
    carolCallsAlice();
    carol.dies();

    carolsNext.registers(1, Optional.empty());

    assertThat(carolsNext.events()).isEmpty();
  }

  @Test
  void shouldTellInOrderWhatHappenedSince() {
    carolCallsAlice();
    carol.closes(1);
    alice.inviteMore("c1", "dora");

    carolsNext.registers(1, Optional.empty());

    assertThat(carolsNext.events())
        .containsExactly("OutgoingCallAccepted(alice)", "U(alice ACCEPTED)", "U(dora INVITED)");
  }

  @Test
  void shouldAwaitTheLastWordOfTheSessionThatIsReplaced() {
    carolCallsAlice();

    carolsNext.registers(1, Optional.empty());
    assertThat(carol.heard).containsExactly(new SessionCommand.Replaced());
    assertThat(carolsNext.isRegistered()).isFalse();
    alice.inviteMore("c1", "dora");
    carol.closes(2);

    assertThat(carolsNext.isRegistered()).isTrue();
    assertThat(carolsNext.events()).containsExactly("U(dora INVITED)");
  }

  @Test
  void shouldAwaitTheEndOfTheSessionThatIsReplaced() {
    carolCallsAlice();
    carolsNext.registers(1, Optional.empty());

    carol.dies();

    assertThat(carolsNext.isRegistered()).isTrue();
    assertThat(carolsNext.events()).isEmpty();
  }

  @Test
  void shouldNotAwaitItForEver() {
    carolCallsAlice();
    carolsNext.registers(1, Optional.empty());
    carolsNext.registers(2, Optional.empty());

    assertThat(carolsNext.isRegistered()).isTrue();
    carol.closes(1);
    assertThat(carolsNext.events()).isEmpty();
  }

  @Test
  void shouldTakeTheNextSessionAtOnceWhenAllIsConfirmed() {
    carolCallsAlice();
    carol.confirms(2);

    carolsNext.registers(1, Optional.empty());

    assertThat(carolsNext.isRegistered()).isTrue();
    assertThat(carolsNext.events()).isEmpty();
  }
}
