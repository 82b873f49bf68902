package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.Invitation;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The least and the most that an invitation may ask for: both work to the end. */
class AtTheLimitTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice");

  @Test
  void shouldRingForTheShortestAndTheLongestTime() {
    for (long seconds : List.of(1L, 600L)) {
      Device erin = engine.connect("erin", "phone " + seconds);
      Duration timeout = Duration.ofSeconds(seconds);
      alice.invites(Invitation.voice("erin").withTimeout(timeout));
      engine.pass(timeout.minusMillis(1));
      assertThat(erin.heard()).contains("IncomingCallReceived(alice)");
      engine.pass(Duration.ofMillis(1));
      assertThat(erin.heard()).containsExactly("IncomingCallTimeout");
    }
  }

  @Test
  void shouldRingOneAndNine() {
    for (int count : List.of(1, 9)) {
      String call = alice.invites(users(count));
      assertThat(((Result.Snapshot) alice.does(new Operation.GetCall(call))).call().callees())
          .hasSize(count);
      alice.cancels(call);
    }
  }

  private static String[] users(int count) {
    return IntStream.range(0, count).mapToObj(i -> "user" + i).toArray(String[]::new);
  }
}
