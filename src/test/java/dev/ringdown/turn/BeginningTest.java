package dev.ringdown.turn;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.BehaviorTestKit;
import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who begins waits for a turn, not so long if somebody waits for him, and loses nothing. */
class BeginningTest {
  private static final String TURN = "your turn";
  private static final Instant NOW = Instant.EPOCH;

  private final Turns turns = new Turns(1, Clock.fixed(NOW, ZoneOffset.UTC));
  private final Turn<String> others = turn(TestInbox.create());
  private final List<String> heard = new ArrayList<>();
  private final List<String> elsewhere = new ArrayList<>();
  private Optional<Turn<String>> begun = Optional.empty();
  private final BehaviorTestKit<String> actor =
      BehaviorTestKit.create(
          Beginning.create(turns, TURN, "stop", BeginningTest::due, this::begin, elsewhere::add));

  private Turn<String> turn(TestInbox<String> of) {
    return new Turn<>(turns, of.getRef(), TURN);
  }

  private static Instant due(String message) {
    return message.equals("urgent") ? NOW : Instant.MAX;
  }

  private Behavior<String> begin(Turn<String> turn) {
    begun = Optional.of(turn);
    return Behaviors.receiveMessage(
        message -> {
          heard.add(message);
          return Behaviors.same();
        });
  }

  @Test
  void shouldBeginAtOnceWhenItIsItsTurn() {
    actor.run("word");

    assertThat(heard).containsExactly("word");
    assertThat(others.take(NOW)).isFalse();
    begun.orElseThrow().end();
    assertThat(actor.selfInbox().hasMessages()).isFalse();
  }

  @Test
  void shouldWaitForItsTurn() {
    others.take(NOW);
    actor.run("first");
    actor.run("second");
    assertThat(begun).isEmpty();

    others.end();
    actor.runOne();

    assertThat(heard).containsExactly("first", "second");
    assertThat(others.take(NOW)).isFalse();
  }

  @Test
  void shouldComeBeforeWhoCanWaitWhenItIsUrgent() {
    others.take(NOW);
    TestInbox<String> patient = TestInbox.create();
    assertThat(turn(patient).take(NOW.plusSeconds(1))).isFalse();
    actor.run("word");
    actor.run("urgent");
    assertThat(begun).isEmpty();

    others.end();
    actor.runOne();

    assertThat(heard).containsExactly("word", "urgent");
    begun.orElseThrow().end();
    patient.expectMessage(TURN);
  }

  @Test
  void shouldComeBeforeWhoCanWaitWhenItsFirstWordIsUrgent() {
    others.take(NOW);
    TestInbox<String> patient = TestInbox.create();
    assertThat(turn(patient).take(NOW.plusSeconds(1))).isFalse();
    actor.run("urgent");

    others.end();
    actor.runOne();

    assertThat(heard).containsExactly("urgent");
    assertThat(patient.hasMessages()).isFalse();
  }

  @Test
  void shouldBeginWhenItCanKeepNoMore() {
    others.take(NOW);
    for (int i = 1; i < Beginning.MOST; i++) {
      actor.run("word");
    }
    assertThat(begun).isEmpty();

    actor.run("last");

    assertThat(heard).hasSize(Beginning.MOST).endsWith("last");
    assertThat(elsewhere).isEmpty();
  }

  @Test
  void shouldPassOnWhatItWasToldWhenItIsStopped() {
    others.take(NOW);
    actor.run("first");
    actor.run("second");

    actor.run("stop");

    assertThat(actor.isAlive()).isFalse();
    assertThat(elsewhere).containsExactly("first", "second");
    assertThat(begun).isEmpty();
  }

  @Test
  void shouldKeepNoTurnWhenItIsGoneBeforeItBegan() {
    actor.run("word");
    assertThat(others.take(NOW)).isFalse();

    actor.signal(PostStop.instance());

    assertThat(others.take(NOW)).isFalse();
    others.comes();
    others.end();
    assertThat(others.take(NOW)).isTrue();
  }

  @Test
  void shouldAwaitNoTurnWhenItIsGone() {
    others.take(NOW);
    actor.run("word");

    actor.signal(PostStop.instance());

    others.end();
    assertThat(others.take(NOW)).isTrue();
  }
}
