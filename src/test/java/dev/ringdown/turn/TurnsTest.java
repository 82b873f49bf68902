package dev.ringdown.turn;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** So many at a time, the urgent ones first, in the order of coming, and no turn is lost. */
class TurnsTest {
  private static final String TURN = "your turn";

  private final Turns turns = new Turns(1);
  private final TestInbox<String> first = TestInbox.create("first");
  private final TestInbox<String> second = TestInbox.create("second");
  private final TestInbox<String> third = TestInbox.create("third");
  private final Turn<String> firsts = new Turn<>(turns, first.getRef(), TURN);
  private final Turn<String> seconds = new Turn<>(turns, second.getRef(), TURN);
  private final Turn<String> thirds = new Turn<>(turns, third.getRef(), TURN);

  @Test
  void shouldGiveTurnsInTheOrderOfComing() {
    assertThat(firsts.take(Urgency.NOW)).isTrue();
    assertThat(seconds.take(Urgency.NOW)).isFalse();
    assertThat(thirds.take(Urgency.NOW)).isFalse();

    firsts.end();
    second.expectMessage(TURN);
    seconds.comes();
    assertThat(third.hasMessages()).isFalse();
    seconds.end();
    third.expectMessage(TURN);
    thirds.comes();
    thirds.end();

    assertThat(firsts.take(Urgency.NOW)).isTrue();
    assertThat(seconds.take(Urgency.NOW)).isFalse();
  }

  @Test
  void shouldLetSoManyAtATime() {
    Turns two = new Turns(2);

    assertThat(new Turn<>(two, first.getRef(), TURN).take(Urgency.NOW)).isTrue();
    assertThat(new Turn<>(two, second.getRef(), TURN).take(Urgency.NOW)).isTrue();
    assertThat(new Turn<>(two, third.getRef(), TURN).take(Urgency.NOW)).isFalse();
  }

  @Test
  void shouldLetGoFirstWhoIsUrgent() {
    firsts.take(Urgency.NOW);
    seconds.take(Urgency.CAN_WAIT);
    thirds.take(Urgency.SOON);

    firsts.end();
    third.expectMessage(TURN);
    thirds.comes();
    firsts.take(Urgency.NOW);
    thirds.end();

    first.expectMessage(TURN);
    assertThat(second.hasMessages()).isFalse();
  }

  @Test
  void shouldLetGoFirstWhoBecameUrgent() {
    firsts.take(Urgency.NOW);
    seconds.take(Urgency.SOON);
    thirds.take(Urgency.CAN_WAIT);
    thirds.take(Urgency.NOW);
    thirds.take(Urgency.CAN_WAIT);

    firsts.end();

    third.expectMessage(TURN);
    assertThat(second.hasMessages()).isFalse();
  }

  private record Waiting(Urgency urgency, TestInbox<String> inbox, Turn<String> turn) {}

  @Test
  void shouldKeepATurnForWhoIsLessUrgent() {
    firsts.take(Urgency.NOW);
    List<Waiting> waiting = new ArrayList<>();
    for (Urgency urgency : Urgency.values()) {
      for (int i = 0; i < 64; i++) {
        TestInbox<String> inbox = TestInbox.create();
        waiting.add(new Waiting(urgency, inbox, new Turn<>(turns, inbox.getRef(), TURN)));
        waiting.get(waiting.size() - 1).turn().take(urgency);
      }
    }

    List<Urgency> order = new ArrayList<>();
    Turn<String> running = firsts;
    for (int i = 0; i < 64; i++) {
      running.end();
      Waiting next =
          waiting.stream().filter(w -> w.inbox().hasMessages()).findFirst().orElseThrow();
      next.inbox().expectMessage(TURN);
      next.turn().comes();
      order.add(next.urgency());
      running = next.turn();
    }

    assertThat(order.subList(0, 7)).containsOnly(Urgency.NOW);
    assertThat(order.get(7)).isEqualTo(Urgency.SOON);
    assertThat(order.subList(0, 63)).filteredOn(Urgency.SOON::equals).hasSize(7);
    assertThat(order.indexOf(Urgency.CAN_WAIT)).isEqualTo(63);
  }

  @Test
  void shouldPassOverWhoLeaves() {
    firsts.take(Urgency.NOW);
    seconds.take(Urgency.NOW);
    thirds.take(Urgency.NOW);

    seconds.end();
    firsts.end();

    assertThat(second.hasMessages()).isFalse();
    third.expectMessage(TURN);
  }

  @Test
  void shouldPassOnATurnThatComesWhileWhoAwaitedItLeaves() {
    firsts.take(Urgency.NOW);
    seconds.take(Urgency.NOW);
    thirds.take(Urgency.NOW);
    firsts.end();
    second.expectMessage(TURN);

    seconds.end();

    third.expectMessage(TURN);
  }

  @Test
  void shouldEndATurnOnce() {
    firsts.take(Urgency.NOW);
    firsts.end();
    firsts.end();

    assertThat(seconds.take(Urgency.NOW)).isTrue();
    assertThat(thirds.take(Urgency.NOW)).isFalse();
  }
}
