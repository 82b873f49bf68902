package dev.ringdown.user;

import dev.ringdown.MissedCall;
import dev.ringdown.MissedCalls;
import dev.ringdown.call.Notice;
import dev.ringdown.frame.Weight;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A user's missed calls.
 *
 * @param calls oldest first, at most as many as {@code ringdown.missed-calls} says
 * @param recorded how many there ever were: the number of the newest
 * @param seenUpTo the number of the last one that the user has seen
 */
public record UserState(List<MissedCall> calls, long recorded, long seenUpTo) {
  static final UserState EMPTY = new UserState(List.of(), 0, 0);

  public UserState {
    calls = Collections.unmodifiableList(calls);
  }

  UserState on(UserEvent event, int kept) {
    if (event instanceof UserEvent.MissedCallRecorded e) {
      List<MissedCall> after = new ArrayList<>(calls);
      after.add(e.call());
      int tooMany = Math.max(0, after.size() - kept);
      return new UserState(
          new ArrayList<>(after.subList(tooMany, after.size())), e.call().number(), seenUpTo);
    }
    return new UserState(
        calls, recorded, Math.max(seenUpTo, ((UserEvent.MissedCallsSeen) event).upTo()));
  }

  /** What an announcement adds: each missed ring once, however often it is told. */
  List<UserEvent> missedIn(UserCommand.Announcement announcement) {
    List<UserEvent> missed = new ArrayList<>(0);
    for (UserCommand.Entry entry : announcement.entries()) {
      for (Notice notice : entry.notices()) {
        if (notice instanceof Notice.Missed m && !has(m.call().callId(), m.call().ring())) {
          long number = recorded + missed.size() + 1;
          missed.add(new UserEvent.MissedCallRecorded(m.call().withNumber(number)));
        }
      }
    }
    return missed;
  }

  private boolean has(String callId, int ring) {
    return calls.stream().anyMatch(c -> c.callId().equals(callId) && c.ring() == ring);
  }

  /** The newest missed ring of this call. */
  Optional<MissedCall> find(String callId) {
    return newestFirst().stream().filter(c -> c.callId().equals(callId)).findFirst();
  }

  int unread() {
    return (int) calls.stream().filter(c -> c.number() > seenUpTo).count();
  }

  MissedCalls page(int offset, int limit) {
    List<MissedCall> page =
        newestFirst().stream().skip(Math.max(0, offset)).limit(Math.max(0, limit)).toList();
    return new MissedCalls(Weight.first(page, Weight::of), unread(), calls.size());
  }

  private List<MissedCall> newestFirst() {
    List<MissedCall> newest = new ArrayList<>(calls);
    Collections.reverse(newest);
    return newest;
  }
}
