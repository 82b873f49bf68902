package dev.ringdown.turn;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import org.junit.jupiter.api.Test;

/** So many at a time, in the order in which they came, and no turn is lost. */
class TurnsTest {
  private final Turns<String> turns = new Turns<>(1, "your turn");
  private final TestInbox<String> first = TestInbox.create("first");
  private final TestInbox<String> second = TestInbox.create("second");
  private final TestInbox<String> third = TestInbox.create("third");
  private final Turn<String> firsts = new Turn<>(turns, first.getRef());
  private final Turn<String> seconds = new Turn<>(turns, second.getRef());
  private final Turn<String> thirds = new Turn<>(turns, third.getRef());

  @Test
  void shouldGiveTurnsInTheOrderOfComing() {
    assertThat(firsts.take()).isTrue();
    assertThat(seconds.take()).isFalse();
    assertThat(thirds.take()).isFalse();

    firsts.end();
    second.expectMessage("your turn");
    seconds.comes();
    assertThat(third.hasMessages()).isFalse();
    seconds.end();
    third.expectMessage("your turn");
    thirds.comes();
    thirds.end();

    assertThat(firsts.take()).isTrue();
    assertThat(seconds.take()).isFalse();
  }

  @Test
  void shouldLetSoManyAtATime() {
    Turns<String> two = new Turns<>(2, "your turn");

    assertThat(new Turn<>(two, first.getRef()).take()).isTrue();
    assertThat(new Turn<>(two, second.getRef()).take()).isTrue();
    assertThat(new Turn<>(two, third.getRef()).take()).isFalse();
  }

  @Test
  void shouldLetGoFirstWhoIsInAHurry() {
    TestInbox<String> fourth = TestInbox.create("fourth");
    Turn<String> fourths = new Turn<>(turns, fourth.getRef());
    firsts.take();
    seconds.take();
    thirds.take();
    fourths.take();
    thirds.hurry();
    fourths.hurry();

    firsts.end();
    third.expectMessage("your turn");
    thirds.comes();
    fourths.end();
    thirds.end();

    assertThat(fourth.hasMessages()).isFalse();
    second.expectMessage("your turn");
  }

  @Test
  void shouldPassOverWhoLeaves() {
    firsts.take();
    seconds.take();
    thirds.take();

    seconds.end();
    firsts.end();

    assertThat(second.hasMessages()).isFalse();
    third.expectMessage("your turn");
  }

  @Test
  void shouldPassOnATurnThatComesWhileWhoAwaitedItLeaves() {
    firsts.take();
    seconds.take();
    thirds.take();
    firsts.end();
    second.expectMessage("your turn");

    seconds.end();

    third.expectMessage("your turn");
  }

  @Test
  void shouldEndATurnOnce() {
    firsts.take();
    firsts.end();
    firsts.end();

    assertThat(seconds.take()).isTrue();
    assertThat(thirds.take()).isFalse();
  }
}
