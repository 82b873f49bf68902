package dev.ringdown.user;

import dev.ringdown.CallSnapshot;
import dev.ringdown.Result;
import dev.ringdown.call.Notice;
import java.util.List;

/** What a user, as one person on all his devices, is told and asked. */
public sealed interface UserCommand {

  /**
   * A call tells everything that this user has not confirmed yet; he answers {@code Heard}.
   *
   * @param incarnation tells apart the runs of the call's actor, whose numbers start anew
   * @param call the call as it is now
   * @param entries in order
   */
  record Announcement(String callId, long incarnation, CallSnapshot call, List<Entry> entries)
      implements UserCommand {
    public Announcement {
      entries = List.copyOf(entries);
    }
  }

  /**
   * What one event of a call means for this user.
   *
   * @param number counts the entries of this user in one incarnation of the call, from 1
   * @param revision the event's place in the journal, from 1; 0 for what is not journalled
   */
  record Entry(long number, long revision, List<Notice> notices) {
    public Entry {
      notices = List.copyOf(notices);
    }
  }

  /** The call still engages this user; he answers {@code Heard}, {@code TellMe} or {@code Away}. */
  record Renewal(String callId, long incarnation, long number) implements UserCommand {}

  /** A call's answer to what this user's session asked. */
  record Answer(String session, String requestId, Result result) implements UserCommand {}
}
