package dev.ringdown.user;

import dev.ringdown.call.CallCommand;
import dev.ringdown.call.Notice;
import dev.ringdown.observe.Observed;
import dev.ringdown.session.Progress;
import dev.ringdown.session.SessionEvent;
import java.time.Instant;
import java.util.List;

/**
 * What calls tell, and which session hears what of it. An entry is new to the user once, and to
 * each session once; the two may differ, since a session can outlive its user's actor.
 */
final class FanOut {
  private static final long NOTHING_PAST = Long.MAX_VALUE;

  private final Surroundings surroundings;
  private final Engagements engagements;
  private final Inquiries inquiries;
  private final Connections connections;
  private final Rings rings;
  private final Observed observed;

  FanOut(
      Surroundings surroundings,
      Engagements engagements,
      Inquiries inquiries,
      Connections connections,
      Rings rings,
      Observed observed) {
    this.surroundings = surroundings;
    this.engagements = engagements;
    this.inquiries = inquiries;
    this.connections = connections;
    this.rings = rings;
    this.observed = observed;
  }

  // ---- The call is heard

  void hear(UserCommand.Announcement announcement, Instant now) {
    Engagement known = engagements.get(announcement.callId());
    Engagement engagement = known == null ? unknown(announcement, now) : known;
    if (hasGap(engagement.progress(), announcement)) {
      inquiries.ask(announcement.callId(), now);
      return;
    }
    inquiries.answered(announcement.callId());
    long toldUpTo = known == null ? past(engagement.progress(), announcement) : NOTHING_PAST;
    boolean isNextRun = engagement.progress().incarnation() != announcement.incarnation();
    boolean isOld = isOld(engagement.progress(), announcement, known == null);
    if (isOld && announcement.call().isLive()) {
      engagement.schedule().heard(now);
    } else {
      engagement.seen(announcement.call(), now);
    }
    if (known == null) {
      begin(engagement, announcement, now);
    }
    for (UserCommand.Entry entry : announcement.entries()) {
      hear(engagement, announcement.incarnation(), entry, toldUpTo, now);
    }
    connections.all().forEach(connection -> connection.flush(engagement.callId(), now));
    confirm(engagement, announcement.incarnation());
    if (isNextRun && engagement.isAcknowledged()) {
      acknowledge(engagement, now);
    }
    connections.tellIfAway(engagement, now);
    boolean wasOver = known == null && isOld;
    if (wasOver || !engagement.concerns()) {
      rings.withdraw(engagement);
      engagements.end(engagement);
    }
  }

  /**
   * Whether it holds nothing new: it was told again, perhaps by an earlier run of the call, and is
   * late. How the call stands is known better; but one that is over stays over.
   *
   * @param wasOver what is not journalled is no news of a call that was over for the user
   */
  private static boolean isOld(
      Progress progress, UserCommand.Announcement announcement, boolean wasOver) {
    return announcement.entries().stream()
        .allMatch(
            entry ->
                progress.covers(announcement.incarnation(), entry.number(), entry.revision())
                    || (wasOver && entry.revision() == 0 && progress.revision() > 0));
  }

  private Engagement unknown(UserCommand.Announcement announcement, Instant now) {
    Progress progress = engagements.former(announcement.callId());
    return new Engagement(surroundings.userId(), announcement.call(), progress, now);
  }

  /** Entries before these are missing: they were lost, or this actor is new. */
  private static boolean hasGap(Progress progress, UserCommand.Announcement announcement) {
    if (announcement.entries().isEmpty()) {
      return false;
    }
    long first = announcement.entries().get(0).number();
    long heard = progress.incarnation() == announcement.incarnation() ? progress.number() : 0;
    return first > heard + 1;
  }

  /**
   * The last revision that is told of a call that was over for this user: it may be late, from an
   * earlier run of the call. To who has heard that much, nobody rings any longer.
   */
  private static long past(Progress former, UserCommand.Announcement announcement) {
    if (former.revision() == 0) {
      return NOTHING_PAST;
    }
    return announcement.entries().stream()
        .mapToLong(UserCommand.Entry::revision)
        .max()
        .orElse(NOTHING_PAST);
  }

  private void begin(Engagement engagement, UserCommand.Announcement announcement, Instant now) {
    boolean isExpected = engagements.add(engagement);
    if (!isExpected && engagement.isIn() && !connections.isNobodyHere(now)) {
      // An earlier run of this actor may have said that he is away.
      String userId = surroundings.userId();
      surroundings.tell(engagement.callId(), new CallCommand.Back(userId));
    }
    for (Connection connection : connections.all()) {
      long past = past(engagement, announcement, connection);
      if (past > 0) {
        connection.hears(
            Progress.none(engagement.callId()).upTo(announcement.incarnation(), past, 0));
      }
    }
  }

  /**
   * Up to which entry a session that knows nothing of the call need not hear it: everything, if the
   * call was over before it came; what came before his last ring, if the user is not in the call.
   */
  private static long past(
      Engagement engagement, UserCommand.Announcement announcement, Connection connection) {
    if (connection.knows(engagement.callId()) || announcement.entries().isEmpty()) {
      return 0;
    }
    List<UserCommand.Entry> entries = announcement.entries();
    if (engagement.call().endedAt().filter(connection::cameAfter).isPresent()) {
      return entries.get(entries.size() - 1).number();
    }
    long lastRing = 1;
    for (UserCommand.Entry entry : entries) {
      boolean rings = entry.notices().stream().anyMatch(Notice.Ring.class::isInstance);
      lastRing = rings ? entry.number() : lastRing;
    }
    return engagement.isIn() ? 0 : lastRing - 1;
  }

  private void confirm(Engagement engagement, long incarnation) {
    surroundings.tell(
        engagement.callId(),
        new CallCommand.Heard(surroundings.userId(), incarnation, engagement.progress().number()));
  }

  /** A device shows the ring; each run of the call has to be told. */
  void acknowledge(Engagement engagement, Instant now) {
    if (engagement.isShown(now)) {
      engagement.acknowledge();
      surroundings.tell(
          engagement.callId(),
          new CallCommand.Rings(surroundings.userId(), engagement.ring().ring()));
    }
  }

  // ---- Entry by entry

  private void hear(
      Engagement engagement,
      long incarnation,
      UserCommand.Entry entry,
      long toldUpTo,
      Instant now) {
    boolean isNew = !engagement.progress().covers(incarnation, entry.number(), entry.revision());
    if (!isNew && observed.isOn()) {
      observed.duplicate();
    }
    boolean isToldAgain = isNew && entry.revision() == 0 && !engagement.learns(entry);
    if (!isToldAgain) {
      for (Notice notice : entry.notices()) {
        if (isNew) {
          take(engagement, notice, now);
        }
        carryOut(engagement, incarnation, entry, notice, isNew, toldUpTo);
      }
    }
    engagement.upTo(incarnation, entry);
    for (Connection connection : connections.all()) {
      connection.hears(incarnation, entry, engagement.callId(), engagement.concerns());
    }
  }

  /** What a notice means for the user as a whole. */
  private void take(Engagement engagement, Notice notice, Instant now) {
    if (notice instanceof Notice.Ring ring) {
      rings.take(engagement, ring.event(), now);
    } else if (notice instanceof Notice.ToPrimary primary) {
      engagement.primary(primary.device());
      if (primary.event() instanceof SessionEvent.CallMerged merged) {
        rings.goesInto(merged.callId(), merged.intoCallId(), now);
      }
    } else if (notice instanceof Notice.ToRung rung && !stopsRing(rung.event())) {
      if (engagement.isHidden()) {
        engagement.backlog().afterRing(rung.event());
      }
    } else if (notice instanceof Notice.ToRung || notice instanceof Notice.ToOthers) {
      rings.withdraw(engagement);
    }
  }

  private static boolean stopsRing(SessionEvent event) {
    return event instanceof SessionEvent.IncomingCallCanceled
        || event instanceof SessionEvent.IncomingCallTimeout
        || event instanceof SessionEvent.IncomingCallHandledElsewhere;
  }

  /** What a notice means for the sessions. */
  private void carryOut(
      Engagement engagement,
      long incarnation,
      UserCommand.Entry entry,
      Notice notice,
      boolean isNew,
      long toldUpTo) {
    for (Connection connection : connections.all()) {
      boolean isPast =
          entry.revision() == 0 && connection.heard(engagement.callId()).revision() >= toldUpTo;
      if (!isPast && !connection.hasHeard(engagement.callId(), incarnation, entry)) {
        carryOut(engagement.callId(), connection, notice);
      }
    }
    if (isNew
        && notice instanceof Notice.ToPrimary primary
        && !connections.any(c -> c.device().equals(primary.device()))) {
      engagement.backlog().hold(new Backlog.Held(primary.device(), primary.event()));
    }
  }

  private static void carryOut(String callId, Connection connection, Notice notice) {
    boolean rings = connection.heard(callId).ringing();
    if (notice instanceof Notice.ToPrimary primary) {
      raiseIf(connection.device().equals(primary.device()), connection, primary.event());
    } else if (notice instanceof Notice.ToRung rung) {
      raiseIf(rings, connection, rung.event());
      if (stopsRing(rung.event())) {
        connection.silence(callId);
      }
    } else if (notice instanceof Notice.ToOthers others) {
      raiseIf(rings && !connection.session().equals(others.session()), connection, others.event());
      connection.silence(callId);
    } else if (notice instanceof Notice.ToActing acting) {
      raiseIf(connection.session().equals(acting.session()), connection, acting.event());
    } else if (notice instanceof Notice.ToEvery every) {
      connection.raise(every.event());
    }
  }

  private static void raiseIf(boolean entitled, Connection connection, SessionEvent event) {
    if (entitled) {
      connection.raise(event);
    }
  }

  // ---- The call is still there

  void hear(UserCommand.Renewal renewal, Instant now) {
    Engagement engagement = engagements.get(renewal.callId());
    if (engagement == null || engagement.progress().incarnation() != renewal.incarnation()) {
      inquiries.ask(renewal.callId(), now);
      return;
    }
    engagement.schedule().heard(now);
    if (engagement.isAcknowledged() && !renewal.rings()) {
      // It was lost; nobody confirms it.
      acknowledge(engagement, now);
    }
    connections.tellIfAway(engagement, now);
    connections.tellIfBack(engagement);
  }

  /**
   * Calls that should have spoken: each may have to be started. It is asked for everything, since
   * it may be over, and whoever was to tell that be gone.
   */
  void askOverdue(Instant now) {
    for (Engagement engagement : engagements.all()) {
      if (engagement.schedule().needsWake(surroundings.rules().renewal(), now)) {
        inquiries.ask(engagement.callId(), now);
      }
    }
  }
}
