package dev.ringdown.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.gateway.wire.ToClient;
import dev.ringdown.session.SessionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final Outbox outbox = new Outbox(4, 2);

  private void raise(int events) {
    for (int i = 0; i < events; i++) {
      outbox.raise(new SessionEvent.IncomingCallAcceptButtonPressed("call"));
    }
  }

  /** Numbers of events, and 0 for other frames. */
  private List<Long> sent() {
    List<Long> all = new ArrayList<>();
    for (Optional<ToClient> next = outbox.next(); next.isPresent(); next = outbox.next()) {
      all.add(next.get() instanceof ToClient.Event event ? event.number() : 0L);
    }
    return all;
  }

  @Test
  void shouldKeepTheOrder() {
    raise(1);
    outbox.say(new ToClient.Pong());
    raise(2);
    outbox.say(new ToClient.Pong());

    assertThat(sent()).containsExactly(1L, 0L, 2L, 3L, 0L);
    assertThat(sent()).isEmpty();
  }

  @Test
  void shouldSendAgainWhatWasNotSeen() {
    raise(2);
    sent();
    raise(1);
    outbox.say(new ToClient.Pong());

    assertThat(outbox.resume(1)).isTrue();

    assertThat(sent()).containsExactly(2L, 3L);
  }

  @Test
  void shouldGoOnAfterAResumeThatMissedNothing() {
    raise(2);
    sent();
    assertThat(outbox.resume(2)).isTrue();
    raise(1);
    outbox.say(new ToClient.Pong());

    assertThat(sent()).containsExactly(3L, 0L);
  }

  @Test
  void shouldNotResumeWhatItNeverSentOrHasFreed() {
    raise(3);
    sent();
    assertThat(outbox.seen(2)).isTrue();

    assertThat(outbox.resume(1)).isFalse();
    assertThat(outbox.resume(4)).isFalse();
    assertThat(outbox.resume(2)).isTrue();
    assertThat(sent()).containsExactly(3L);
  }

  @Test
  void shouldRefuseToHaveSeenWhatWasNotSent() {
    raise(1);

    assertThat(outbox.seen(1)).isFalse();
    assertThat(outbox.seen(-1)).isFalse();
    assertThat(outbox.seen(0)).isTrue();
  }

  @Test
  void shouldTellASlowReader() {
    raise(2);
    assertThat(outbox.isSlow()).isFalse();
    outbox.say(new ToClient.Pong());
    assertThat(outbox.isSlow()).isTrue();
    sent();
    assertThat(outbox.isSlow()).isFalse();
  }

  @Test
  void shouldNotCallSlowWhoHasMissedMuch() {
    raise(4);

    assertThat(outbox.resume(0)).isTrue();
    assertThat(outbox.isSlow()).isFalse();
    raise(2);
    assertThat(outbox.isSlow()).isFalse();
    raise(1);
    assertThat(outbox.isSlow()).isTrue();
  }

  @Test
  void shouldBeFullOfWhatIsNotSeen() {
    raise(4);
    sent();
    assertThat(outbox.isFull()).isFalse();
    raise(1);
    assertThat(outbox.isFull()).isTrue();
    outbox.seen(2);
    assertThat(outbox.isFull()).isFalse();
  }
}
