package dev.ringdown.user;

import akka.actor.typed.ActorRef;
import dev.ringdown.session.SessionCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What one session was sent and has not confirmed: it is sent again until it is. */
final class Unconfirmed {
  static final int MOST = 1000;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private List<SessionCommand.Deliver> deliveries = List.of();
  private Duration pause = Schedule.PATIENCE;
  private Instant repeatAt = Instant.MAX;

  void add(SessionCommand.Deliver deliver, Instant now) {
    if (deliveries.isEmpty()) {
      deliveries = new ArrayList<>(2);
      expectFrom(now);
    } else if (deliveries.size() == MOST) {
      // Nobody is there, or he will see the gap, and register anew.
      deliveries.clear();
    }
    deliveries.add(deliver);
  }

  void confirmed(long number, Instant now) {
    if (deliveries.isEmpty()) {
      // Confirmed already: what is delivered twice is confirmed twice.
      return;
    }
    if (deliveries.removeIf(deliver -> deliver.number() <= number)) {
      expectFrom(now);
    }
    if (deliveries.isEmpty()) {
      deliveries = List.of();
      repeatAt = Instant.MAX;
    }
  }

  private void expectFrom(Instant now) {
    pause = Schedule.PATIENCE;
    repeatAt = now.plus(pause);
  }

  void repeatTo(ActorRef<SessionCommand> session, Instant now) {
    if (!repeatAt.isAfter(now)) {
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      repeatAt = now.plus(pause);
      deliveries.forEach(session::tell);
    }
  }

  /** {@link Instant#MAX}: never. */
  Instant repeatAt() {
    return repeatAt;
  }
}
