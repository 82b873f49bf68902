package dev.ringdown.session;

import akka.actor.typed.ActorRef;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which actor speaks for the user, and when to look for it again. */
final class Registration {
  static final Duration FIRST_RETRY = Duration.ofSeconds(1);

  /**
   * A dead node's users are elsewhere 10 s later, and are to be found soon after. Only the answer
   * to the last try counts, so where answers take longer, none ever comes.
   */
  static final Duration LONGEST_RETRY = Duration.ofSeconds(3);

  private long number;
  private Optional<ActorRef<UserCommand>> actor = Optional.empty();
  private Optional<ActorRef<UserCommand>> last = Optional.empty();
  private Duration retry = FIRST_RETRY;
  private Instant retryAt = Instant.MAX;

  /** Begins another one, and gives its number; what comes for an older one is void. */
  long begin(Instant now) {
    number++;
    actor = Optional.empty();
    retryAt = now.plus(retry);
    retry = retry.multipliedBy(2);
    retry = retry.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : retry;
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

  /** True if that actor is the one that spoke for the user before. */
  boolean done(ActorRef<UserCommand> actor) {
    boolean isSame = last.filter(actor::equals).isPresent();
    this.actor = Optional.of(actor);
    last = this.actor;
    retry = FIRST_RETRY;
    retryAt = Instant.MAX;
    return isSame;
  }

  /** Empty while nobody has answered. */
  Optional<ActorRef<UserCommand>> actor() {
    return actor;
  }

  Instant retryAt() {
    return retryAt;
  }
}
