package dev.ringdown.session;

import dev.ringdown.ErrorCode;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.timer.Alarm;
import dev.ringdown.user.UserCommand;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** What a session was asked: what awaits an answer, and the last answers for who asks again. */
final class Requests {
  static final int MOST_PENDING = 1000;
  static final int ANSWERS_KEPT = 64;

  private final Semaphore invitations;
  private final Map<String, Request> pending = new LinkedHashMap<>(4);
  private final Map<String, Result> answered = new LinkedHashMap<>(4);

  /**
   * @param invitations a permit for each that may be in flight on this node
   */
  Requests(Semaphore invitations) {
    this.invitations = invitations;
  }

  boolean isFull() {
    return pending.size() >= MOST_PENDING;
  }

  /** False if it is an invitation, and this node has too many in flight. */
  boolean add(Request request) {
    boolean admitted = !request.isRing() || invitations.tryAcquire();
    if (admitted) {
      pending.put(request.id(), request);
    }
    return admitted;
  }

  Optional<Request> pending(String id) {
    return Optional.ofNullable(pending.get(id));
  }

  /**
   * Whether this has to wait for the answer to something that was asked before. A cancel that
   * overtook its invitation would find no call, which would ring after that; an invitation that
   * overtook a hang-up would find its caller engaged.
   */
  boolean waits(Request request) {
    for (Request before : pending.values()) {
      if (before == request) {
        return false;
      }
      if (mustNotOvertake(request.step(), before.step())) {
        return true;
      }
    }
    return false;
  }

  private static boolean mustNotOvertake(Operation later, Operation before) {
    if (later instanceof Operation.OnCall on) {
      return before instanceof Operation.Invite invite
          && invite.invitation().callId().filter(on.callId()::equals).isPresent();
    }
    return later instanceof Operation.Invite && hangsUp(before);
  }

  private static boolean hangsUp(Operation operation) {
    return operation instanceof Operation.Cancel
        || operation instanceof Operation.Quit
        || operation instanceof Operation.End
        || operation instanceof Operation.Decline
        || operation instanceof Operation.Busy;
  }

  /** Whether the application knows that this call was created here. */
  boolean hasInvited(String callId) {
    for (Result result : answered.values()) {
      if (result instanceof Result.Invited invited && invited.callId().equals(callId)) {
        return true;
      }
    }
    return false;
  }

  Optional<Result> answered(String id) {
    return Optional.ofNullable(answered.get(id));
  }

  Collection<Request> all() {
    return List.copyOf(pending.values());
  }

  /** Takes the request out, and keeps its answer for a while. */
  void answer(Request request, Result result) {
    remove(request);
    // Whoever heard UNAVAILABLE may ask again.
    if (request.isRepeatable() && !isUnavailable(result)) {
      answered.put(request.id(), result);
    }
    if (answered.size() > ANSWERS_KEPT) {
      answered.remove(answered.keySet().iterator().next());
    }
  }

  private void remove(Request request) {
    if (pending.remove(request.id(), request) && request.isRing()) {
      invitations.release();
    }
  }

  /** What was asked awaits no answer any longer: others may be in flight instead. */
  List<Request> removeAll() {
    List<Request> all = List.copyOf(pending.values());
    all.forEach(this::remove);
    return all;
  }

  private static boolean isUnavailable(Result result) {
    return result instanceof Result.Failed failed && failed.error().code() == ErrorCode.UNAVAILABLE;
  }

  List<Request> expired(Instant now) {
    return pending.values().stream().filter(r -> !r.expires().isAfter(now)).toList();
  }

  /** Whether an answer should have come by now; those that lack are waited for longer. */
  boolean lackAnswers(Instant now) {
    boolean lack = false;
    for (Request request : pending.values()) {
      lack |= request.lacksAnswer(now);
    }
    return lack;
  }

  /**
   * What is sent again, now.
   *
   * @param isSameActor whether it was sent to the very actor that hears it again: if that one is
   *     slow, it would be slower still
   */
  List<UserCommand.FromSession> sentAgain(boolean isSameActor, Instant now) {
    List<Request> again =
        pending.values().stream()
            .filter(request -> request.sent().isPresent())
            .filter(request -> !isSameActor || request.isLost())
            .toList();
    again.forEach(request -> request.sentAgain(now));
    return again.stream().flatMap(request -> request.sent().stream()).toList();
  }

  /** {@link Instant#MAX}: never. */
  Instant nextDue() {
    Instant next = Instant.MAX;
    for (Request request : pending.values()) {
      next = Alarm.earlier(next, request.nextDue());
    }
    return next;
  }
}
