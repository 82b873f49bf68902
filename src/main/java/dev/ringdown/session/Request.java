package dev.ringdown.session;

import dev.ringdown.ErrorCode;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.timer.Alarm;
import dev.ringdown.timer.Pause;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One operation on its way: who waits for its answer, and what was sent for it. */
final class Request {
  /** An answer that takes so long may be lost, or the request. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private final String id;
  private final boolean repeatable;
  private final boolean ring;
  private final Instant expires;
  private final List<Consumer<Result>> waiting = new ArrayList<>(1);
  private Operation step;
  private Optional<DialBack> dialBack = Optional.empty();
  private Optional<UserCommand.FromSession> sent = Optional.empty();
  private Map<String, ErrorCode> refused = Map.of();
  private Instant againAt = Instant.MAX;
  private Duration pause = PATIENCE;
  private boolean wasSlow;
  private boolean isLost;

  /**
   * @param repeatable whether the application may ask again under this id
   */
  Request(String id, boolean repeatable, Operation operation, Instant expires) {
    this.id = id;
    this.repeatable = repeatable;
    this.expires = expires;
    step = operation;
    ring =
        operation instanceof Operation.Invite
            || operation instanceof Operation.InviteMore
            || operation instanceof Operation.DialBack;
  }

  String id() {
    return id;
  }

  boolean isRepeatable() {
    return repeatable;
  }

  /** Whether somebody is to ring who does not: what may be refused when there is too much of it. */
  boolean isRing() {
    return ring;
  }

  Instant expires() {
    return expires;
  }

  void awaitedBy(Consumer<Result> waiter) {
    waiting.add(waiter);
  }

  /** What is to be done now: the operation itself, or a step of dialling back. */
  Operation step() {
    return step;
  }

  void dialsBack(DialBack how) {
    dialBack = Optional.of(how);
    step = how.first();
  }

  /** Whether there is another way, since the call that was to be joined is over. */
  boolean ringsInstead(Result answer) {
    boolean instead =
        dialBack.isPresent() && step instanceof Operation.Join && DialBack.isOver(answer);
    if (instead) {
      step = dialBack.get().ring();
    }
    return instead;
  }

  /** Whether this answers an earlier step: it was asked again, and is answered twice. */
  boolean isLate(Result answer) {
    return dialBack.isPresent() && step instanceof Operation.Invite && DialBack.isOver(answer);
  }

  /**
   * @param command to be sent again if the user's actor is another one, or does not answer for long
   * @param refused whom the hook refused; the answer will say so
   */
  void sent(UserCommand.FromSession command, Map<String, ErrorCode> refused, Instant now) {
    sent = Optional.of(command);
    this.refused = refused;
    sentAgain(now);
  }

  /** It was sent just now. */
  void sentAgain(Instant now) {
    pause = PATIENCE;
    wasSlow = false;
    isLost = false;
    againAt = now.plus(pause);
  }

  /** Whether an answer should have come by now; if not yet, it is waited for longer. */
  boolean lacksAnswer(Instant now) {
    if (againAt.isAfter(now)) {
      return false;
    }
    isLost = wasSlow;
    wasSlow = true;
    pause = Pause.after(pause);
    againAt = now.plus(pause);
    return true;
  }

  /** Whether it is to be sent to the same actor once more: that one has had the time to answer. */
  boolean isLost() {
    return isLost;
  }

  Instant nextDue() {
    return Alarm.earlier(expires, againAt);
  }

  Optional<UserCommand.FromSession> sent() {
    return sent;
  }

  /** The answer for those who wait, with what was refused here. */
  Result complete(Result result) {
    if (result instanceof Result.Invited invited && !refused.isEmpty()) {
      Map<String, ErrorCode> all = new HashMap<>(refused);
      all.putAll(invited.refused());
      return new Result.Invited(invited.callId(), invited.room(), all);
    }
    return result;
  }

  void answer(Result result) {
    waiting.forEach(waiter -> waiter.accept(result));
  }
}
