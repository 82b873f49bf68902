package dev.ringdown.entity;

import static org.assertj.core.api.Assertions.assertThat;

import akka.remote.DeadlineFailureDetector;
import akka.remote.FailureDetector;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.DurationConverters;

/**
 * How soon a silent node is suspected, and takes itself for removed: as conf/cluster.conf has it.
 */
class SuspicionTest {
  private static final Config CLUSTER =
      ConfigFactory.parseResources("cluster.conf")
          .withFallback(ConfigFactory.load())
          .resolve()
          .getConfig("akka.cluster");
  private static final Config DETECTOR = CLUSTER.getConfig("failure-detector");
  private static final Duration PATIENCE = Duration.ofMillis(4500);

  private final AtomicLong millis = new AtomicLong();
  private final FailureDetector detector =
      new DeadlineFailureDetector(
          scala("acceptable-heartbeat-pause"),
          scala("heartbeat-interval"),
          new FailureDetector.Clock() {
            @Override
            public Object apply() {
              return millis.get();
            }
          });

  private static FiniteDuration scala(String setting) {
    return DurationConverters.toScala(DETECTOR.getDuration(setting));
  }

  private void heartbeatAfter(long passed) {
    millis.addAndGet(passed);
    detector.heartbeat();
  }

  @Test
  void shouldBeOfTheDetectorThatIsMeantHere() {
    assertThat(DETECTOR.getString("implementation-class"))
        .isEqualTo(DeadlineFailureDetector.class.getName());
  }

  /** Akka's own detector is the more patient the more uneven they were. */
  @Test
  void shouldNotBeMorePatientAfterUnevenHeartbeats() {
    for (int i = 0; i < 20; i++) {
      heartbeatAfter(100);
      heartbeatAfter(4000);
    }

    millis.addAndGet(PATIENCE.toMillis() - 1);
    assertThat(detector.isAvailable()).isTrue();
    millis.addAndGet(2);
    assertThat(detector.isAvailable()).isFalse();
  }

  @Test
  void shouldLeaveAfterAPauseInWhichTheOthersSuspectedAndRemovedIt() {
    assertThat(LongPause.longest(CLUSTER))
        .isEqualTo(PATIENCE.plus(CLUSTER.getDuration("split-brain-resolver.stable-after")));
  }
}
