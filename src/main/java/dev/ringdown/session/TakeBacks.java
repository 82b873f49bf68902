package dev.ringdown.session;

import dev.ringdown.ErrorCode;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.timer.Alarm;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Invitations of which nobody knows whether they took place, since their answer did not come. Those
 * that are not asked for again at once are cancelled, again and again until their call says what
 * became of them, so that nobody rings for a caller who was told that he failed.
 */
final class TakeBacks {
  /** Who wants his call all the same has asked again by then. */
  static final Duration GRACE = Duration.ofMillis(500);

  static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int MOST = 100;

  private record TakeBack(UserCommand.Perform cancel, boolean isSent, Instant due, Instant until) {
    TakeBack sentUntil(Instant again) {
      return new TakeBack(cancel, true, again, until);
    }
  }

  private final Map<String, TakeBack> byCallId = new LinkedHashMap<>(2);

  void add(UserCommand.Invite invite, String requestId, Instant now) {
    byCallId.put(
        invite.draft().callId(),
        new TakeBack(
            cancel(invite, requestId),
            false,
            now.plus(GRACE),
            now.plus(Arguments.LONGEST_TIMEOUT)));
    if (byCallId.size() > MOST) {
      byCallId.remove(byCallId.keySet().iterator().next());
    }
  }

  static UserCommand.Perform cancel(UserCommand.Invite invite, String requestId) {
    Operation cancel = new Operation.Cancel(invite.draft().callId(), Set.of(), "");
    return new UserCommand.Perform(invite.session(), requestId, cancel);
  }

  /** The call is asked for again, so it is wanted. */
  void drop(String callId) {
    byCallId.remove(callId);
  }

  /** What is to be sent now, for the first time or again. */
  List<UserCommand.Perform> due(Instant now) {
    List<UserCommand.Perform> due = new ArrayList<>();
    byCallId.values().removeIf(t -> !t.until().isAfter(now));
    byCallId.replaceAll(
        (callId, t) -> {
          if (t.due().isAfter(now)) {
            return t;
          }
          due.add(t.cancel());
          return t.sentUntil(now.plus(PAUSE));
        });
    return due;
  }

  /** What was sent is to be sent again now: whoever speaks for the user knows nothing of it. */
  List<UserCommand.Perform> sentAgain(Instant now) {
    byCallId.replaceAll((callId, t) -> t.isSent() ? t.sentUntil(now) : t);
    return due(now);
  }

  /** What was not sent yet: nobody will ask for it any more. */
  List<UserCommand.Perform> unsent() {
    return byCallId.values().stream().filter(t -> !t.isSent()).map(TakeBack::cancel).toList();
  }

  /** The call that does not exist, if that is the answer. */
  Optional<String> answered(String requestId, Result result) {
    Optional<ErrorCode> failure =
        result instanceof Result.Failed failed
            ? Optional.of(failed.error().code())
            : Optional.empty();
    Optional<String> callId =
        byCallId.entrySet().stream()
            .filter(t -> t.getValue().cancel().requestId().equals(requestId))
            .map(Map.Entry::getKey)
            .findFirst();
    if (failure.filter(ErrorCode.UNAVAILABLE::equals).isEmpty()) {
      callId.ifPresent(byCallId::remove);
    }
    return callId.filter(id -> failure.filter(ErrorCode.UNKNOWN_CALL::equals).isPresent());
  }

  /** {@link Instant#MAX}: never. */
  Instant nextDue() {
    Instant next = Instant.MAX;
    for (TakeBack takeBack : byCallId.values()) {
      next = Alarm.earlier(next, takeBack.due());
    }
    return next;
  }
}
