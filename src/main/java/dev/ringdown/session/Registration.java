package dev.ringdown.session;

import akka.actor.typed.ActorRef;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which actor speaks for the user, and when to look for it again. */
final class Registration {
  static final Duration FIRST_RETRY = Duration.ofSeconds(1);

  /** A dead node's users are elsewhere 10 s later, and are to be found soon after. */
  static final Duration LONGEST_RETRY = Duration.ofSeconds(3);

  /** How often one that waits says again that it is here. */
  static final Duration WAIT_ON = Duration.ofSeconds(8);

  private long tries;
  private long since;
  private long number;
  private Optional<ActorRef<UserCommand>> actor = Optional.empty();
  private Optional<ActorRef<UserCommand>> last = Optional.empty();
  private Duration retry = FIRST_RETRY;
  private Instant retryAt = Instant.MAX;

  /** Begins another one; nobody speaks for the user until a try is answered. */
  void begin() {
    since = tries + 1;
    actor = Optional.empty();
  }

  /** Not yet; it is looked at again a while later. */
  void waits(Duration pause, Instant now) {
    retryAt = now.plus(pause);
  }

  void waitsOn(Instant now) {
    retryAt = now.plus(WAIT_ON);
  }

  /** Tries, for the first time or once more, and gives the try's number. */
  long tryIt(Instant now) {
    tries++;
    retryAt = now.plus(retry);
    retry = retry.multipliedBy(2);
    retry = retry.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : retry;
    return tries;
  }

  /** The first try of this one. */
  long since() {
    return since;
  }

  /** Whether that try may be answered: the answer to any counts, however late, and no second. */
  boolean awaits(long number) {
    return actor.isEmpty() && number >= since;
  }

  boolean isDone(long number) {
    return actor.isPresent() && this.number == number;
  }

  /** The try that was answered last, of this registration or of one before; 0 if none was. */
  long number() {
    return number;
  }

  /** True if that actor is the one that spoke for the user before. */
  boolean done(long number, ActorRef<UserCommand> actor) {
    boolean isSame = last.filter(actor::equals).isPresent();
    this.number = number;
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
