package dev.ringdown.user;

import dev.ringdown.call.CallCommand;
import dev.ringdown.timer.Alarm;
import dev.ringdown.timer.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Calls that are to tell everything, whoever speaks for the user by then. Each is asked again until
 * it does, after pauses that double at first; one that has not spoken after two renewals does not
 * exist.
 */
final class Inquiries {
  private record Inquiry(Instant since, Duration pause, Instant again) {
    static Inquiry begin(Instant now) {
      return new Inquiry(now, Schedule.PATIENCE, now.plus(Schedule.PATIENCE));
    }

    boolean isVain(Duration renewal, Instant now) {
      return !since.plus(renewal.multipliedBy(2)).isAfter(now);
    }

    Inquiry later() {
      Duration longer = Pause.after(pause);
      return new Inquiry(since, longer, again.plus(longer));
    }
  }

  private final Surroundings surroundings;
  private Map<String, Inquiry> open = Map.of();

  Inquiries(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  /** Those that have not spoken. */
  Set<String> calls() {
    return open.keySet();
  }

  void ask(String callId, Instant now) {
    if (open.isEmpty()) {
      open = new LinkedHashMap<>(2);
    }
    if (open.putIfAbsent(callId, Inquiry.begin(now)) == null) {
      tellMe(callId);
    }
  }

  private void tellMe(String callId) {
    surroundings.tell(callId, new CallCommand.TellMe(surroundings.userId()));
  }

  /** It has spoken. */
  void answered(String callId) {
    if (!open.isEmpty()) {
      open.remove(callId);
      forgetIfEmpty();
    }
  }

  void repeat(Instant now) {
    for (Map.Entry<String, Inquiry> entry : List.copyOf(open.entrySet())) {
      Inquiry inquiry = entry.getValue();
      if (inquiry.isVain(surroundings.rules().renewal(), now)) {
        open.remove(entry.getKey());
      } else if (!inquiry.again().isAfter(now)) {
        open.put(entry.getKey(), inquiry.later());
        tellMe(entry.getKey());
      }
    }
    forgetIfEmpty();
  }

  private void forgetIfEmpty() {
    open = open.isEmpty() ? Map.of() : open;
  }

  /** {@link Instant#MAX}: never. */
  Instant nextDue() {
    Instant next = Instant.MAX;
    for (Inquiry inquiry : open.values()) {
      next = Alarm.earlier(next, inquiry.again());
    }
    return next;
  }
}
