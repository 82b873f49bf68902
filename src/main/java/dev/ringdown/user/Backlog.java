package dev.ringdown.user;

import dev.ringdown.MemberState;
import dev.ringdown.call.Notice;
import dev.ringdown.session.SessionEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** What of one call cannot be raised yet, and what was said that has no place in the journal. */
final class Backlog {
  private static final int HELD = 256;

  /** An event for a device that is away. */
  record Held(String device, SessionEvent event) {}

  private record Reception(int ring, MemberState state) {}

  private List<SessionEvent> afterRing = List.of();
  private List<Held> forDevices = List.of();
  private Map<String, Reception> receptions = Map.of();

  void clear() {
    afterRing = List.of();
    forDevices = List.of();
  }

  /** Holds what belongs after a ring that is not shown yet. */
  void afterRing(SessionEvent event) {
    afterRing = with(afterRing, event);
  }

  /** What belongs after the ring, which is shown now or never. */
  List<SessionEvent> takeAfterRing() {
    List<SessionEvent> events = afterRing;
    afterRing = List.of();
    return events;
  }

  void hold(Held held) {
    forDevices = with(forDevices, held);
  }

  void dropAllBut(String device) {
    if (!forDevices.isEmpty()) {
      forDevices.removeIf(held -> !held.device().equals(device));
    }
  }

  /** What this device missed; it is back. */
  List<Held> take(String device) {
    List<Held> its = forDevices.stream().filter(h -> h.device().equals(device)).toList();
    if (!its.isEmpty()) {
      forDevices.removeAll(its);
    }
    return its;
  }

  private static <T> List<T> with(List<T> events, T event) {
    List<T> more = events.isEmpty() ? new ArrayList<>(2) : events;
    if (more.size() == HELD) {
      more.remove(0);
    }
    more.add(event);
    return more;
  }

  /**
   * Whether an entry that is not journalled says anything that an earlier run of the call has not
   * said: each run says anew whose devices ring.
   */
  boolean learns(UserCommand.Entry entry, ToIntFunction<String> ringOf) {
    boolean news = false;
    for (Notice notice : entry.notices()) {
      for (SessionEvent.UserState user : changed(notice)) {
        news |=
            learns(
                user.user().id(), new Reception(ringOf.applyAsInt(user.user().id()), user.state()));
      }
    }
    return news || entry.notices().isEmpty();
  }

  private boolean learns(String userId, Reception reception) {
    Reception before = receptions.get(userId);
    boolean same = before != null && before.ring() == reception.ring();
    boolean news =
        !same
            || (before.state() == MemberState.NOT_YET_RECEIVED
                && reception.state() == MemberState.RINGING);
    if (news) {
      if (receptions.isEmpty()) {
        receptions = new HashMap<>(2);
      }
      receptions.put(userId, reception);
    }
    return news;
  }

  private static List<SessionEvent.UserState> changed(Notice notice) {
    SessionEvent event = null;
    if (notice instanceof Notice.ToPrimary primary) {
      event = primary.event();
    } else if (notice instanceof Notice.ToRung rung) {
      event = rung.event();
    } else if (notice instanceof Notice.ToEvery every) {
      event = every.event();
    }
    return event instanceof SessionEvent.InvitationUserStateChanged changed
        ? changed.users()
        : List.of();
  }
}
