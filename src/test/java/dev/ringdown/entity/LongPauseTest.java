package dev.ringdown.entity;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.BehaviorTestKit;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A process that was paused for too long leaves; one that is only late does not. */
class LongPauseTest {
  private static final Duration LONGEST = Duration.ofSeconds(9);

  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
  private final AtomicInteger left = new AtomicInteger();
  private final BehaviorTestKit<LongPause.Tick> watch =
      BehaviorTestKit.create(LongPause.create(LONGEST, nanoTime::get, left::incrementAndGet));

  private void ticksAfter(Duration pause) {
    nanoTime.addAndGet(pause.toNanos());
    watch.run(new LongPause.Tick());
  }

  @Test
  void shouldStayAfterPausesThatTheOthersBear() {
    ticksAfter(LONGEST);
    ticksAfter(Duration.ofSeconds(1));
    ticksAfter(LONGEST);

    assertThat(left).hasValue(0);
    assertThat(watch.isAlive()).isTrue();
  }

  @Test
  void shouldLeaveOnceAfterALongerOne() {
    ticksAfter(Duration.ofSeconds(1));
    ticksAfter(LONGEST.plusNanos(1));

    assertThat(left).hasValue(1);
    assertThat(watch.isAlive()).isFalse();
  }
}
