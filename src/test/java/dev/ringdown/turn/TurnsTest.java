package dev.ringdown.turn;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** So many at a time, first what is due, then who waits for longest; and no turn is lost. */
class TurnsTest {
  private static final String TURN = "your turn";
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Instant DUE = NOW.minusSeconds(1);
  private static final Instant DUE_BEFORE = DUE.minusSeconds(1);
  private static final Instant NOT_DUE = NOW.plusSeconds(1);

  private final Turns turns = new Turns(1, CLOCK);
  private final TestInbox<String> first = TestInbox.create("first");
  private final TestInbox<String> second = TestInbox.create("second");
  private final TestInbox<String> third = TestInbox.create("third");
  private final Turn<String> firsts = new Turn<>(turns, first.getRef(), TURN);
  private final Turn<String> seconds = new Turn<>(turns, second.getRef(), TURN);
  private final Turn<String> thirds = new Turn<>(turns, third.getRef(), TURN);

  @Test
  void shouldGiveTurnsInTheOrderOfComing() {
    assertThat(firsts.take(NOW)).isTrue();
    assertThat(seconds.take(NOW)).isFalse();
    assertThat(thirds.take(NOW)).isFalse();

    firsts.end();
    isGiven(second, seconds);
    assertThat(third.hasMessages()).isFalse();
    seconds.end();
    isGiven(third, thirds);
    thirds.end();

    assertThat(firsts.take(NOW)).isTrue();
    assertThat(seconds.take(NOW)).isFalse();
  }

  private static void isGiven(TestInbox<String> inbox, Turn<String> turn) {
    inbox.expectMessage(TURN);
    turn.comes();
  }

  @Test
  void shouldLetSoManyAtATime() {
    Turns two = new Turns(2, CLOCK);

    assertThat(new Turn<>(two, first.getRef(), TURN).take(NOW)).isTrue();
    assertThat(new Turn<>(two, second.getRef(), TURN).take(NOW)).isTrue();
    assertThat(new Turn<>(two, third.getRef(), TURN).take(NOW)).isFalse();
  }

  @Test
  void shouldLetGoFirstWhoWasDueFirst() {
    firsts.take(NOW);
    seconds.take(DUE);
    thirds.take(DUE_BEFORE);

    firsts.end();
    isGiven(third, thirds);
    thirds.end();
    isGiven(second, seconds);
  }

  @Test
  void shouldLetGoFirstWhoWaitsForLongestWhereNobodyIsDue() {
    firsts.take(NOW);
    seconds.take(Instant.MAX);
    thirds.take(NOT_DUE);

    firsts.end();

    second.expectMessage(TURN);
    assertThat(third.hasMessages()).isFalse();
  }

  @Test
  void shouldLetGoFirstWhoIsDueSoonerThanHeKnew() {
    firsts.take(NOW);
    seconds.take(DUE);
    thirds.take(NOT_DUE);
    thirds.take(DUE_BEFORE);
    thirds.take(NOT_DUE);

    firsts.end();
    isGiven(third, thirds);
    thirds.end();

    isGiven(second, seconds);
  }

  @Test
  void shouldCountFromTheFirstForHowLongSomebodyWaits() {
    firsts.take(NOW);
    seconds.take(Instant.MAX);
    thirds.take(Instant.MAX);
    seconds.take(NOT_DUE);

    firsts.end();

    isGiven(second, seconds);
    assertThat(third.hasMessages()).isFalse();
  }

  @Test
  void shouldGiveATurnOnceToWhoIsDueSoonerWhenItComes() {
    firsts.take(NOW);
    seconds.take(DUE);
    thirds.take(NOT_DUE);
    firsts.end();

    seconds.take(DUE_BEFORE);
    isGiven(second, seconds);
    seconds.end();

    isGiven(third, thirds);
    assertThat(second.hasMessages()).isFalse();
  }

  /** Otherwise nobody else would begin where calls that are due keep coming. */
  @Test
  void shouldGiveSomeTurnsToWhoWaitsForLongest() {
    firsts.take(NOW);
    seconds.take(Instant.MAX);
    thirds.take(Instant.MAX);
    TestInbox<String> due = TestInbox.create("due");
    for (int i = 0; i < 2 * Turns.ROUND; i++) {
      new Turn<>(turns, due.getRef(), TURN).take(DUE);
    }

    firsts.end();
    for (int i = 1; i < Turns.ROUND; i++) {
      due.expectMessage(TURN);
      assertThat(second.hasMessages()).isFalse();
      turns.give();
    }
    isGiven(second, seconds);
    for (int i = 0; i < Turns.ROUND; i++) {
      assertThat(third.hasMessages()).isFalse();
      turns.give();
    }
    isGiven(third, thirds);
  }

  @Test
  void shouldPassOverWhoLeaves() {
    firsts.take(NOW);
    seconds.take(NOW);
    thirds.take(NOW);

    seconds.end();
    firsts.end();

    assertThat(second.hasMessages()).isFalse();
    third.expectMessage(TURN);
  }

  @Test
  void shouldPassOnATurnThatComesWhileWhoAwaitedItLeaves() {
    firsts.take(NOW);
    seconds.take(NOW);
    thirds.take(NOW);
    firsts.end();
    second.expectMessage(TURN);

    seconds.end();

    third.expectMessage(TURN);
  }

  @Test
  void shouldEndATurnOnce() {
    firsts.take(NOW);
    firsts.end();
    firsts.end();

    assertThat(seconds.take(NOW)).isTrue();
    assertThat(thirds.take(NOW)).isFalse();
  }
}
