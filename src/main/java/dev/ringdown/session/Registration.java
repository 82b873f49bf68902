package dev.ringdown.session;

import akka.actor.typed.ActorRef;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which actor speaks for the user, and when to look for it again. */
final class Registration {
  static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

  /** So often without a longer pause: a dead node's users are elsewhere in so many seconds. */
  static final int STEADY = 16;

  private long number;
  private Optional<ActorRef<UserCommand>> actor = Optional.empty();
  private Duration retry = FIRST_RETRY;
  private int tries;
  private Instant retryAt = Instant.MAX;

  /** Begins another one, and gives its number; what comes for an older one is void. */
  long begin(Instant now) {
    number++;
    actor = Optional.empty();
    retryAt = now.plus(retry);
    tries++;
    if (tries >= STEADY) {
      retry = retry.multipliedBy(2);
      retry = retry.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : retry;
    }
    return number;
  }

  boolean is(long number) {
    return this.number == number;
  }

  boolean isDone(long number) {
    return is(number) && actor.isPresent();
  }

  long number() {
    return number;
  }

  boolean awaits(long number) {
    return is(number) && actor.isEmpty();
  }

  void done(ActorRef<UserCommand> actor) {
    this.actor = Optional.of(actor);
    retry = FIRST_RETRY;
    tries = 0;
    retryAt = Instant.MAX;
  }

  /** Empty while nobody has answered. */
  Optional<ActorRef<UserCommand>> actor() {
    return actor;
  }

  Instant retryAt() {
    return retryAt;
  }
}
