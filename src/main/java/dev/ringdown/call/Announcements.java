package dev.ringdown.call;

import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.MemberState;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedReason;
import dev.ringdown.Outcome;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionEvent.UserState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who hears what of an event: a pure function of the event and of the call before and after it. For
 * each user the callback about him comes first, then what changed in others.
 */
final class Announcements {
  private final Live before;
  private final Live after;
  private final Map<String, List<Notice>> notices = new LinkedHashMap<>();

  private Announcements(Live before, Live after) {
    this.before = before;
    this.after = after;
  }

  /**
   * What each user is to be told, in order. Users who are in the call or ring but have nothing to
   * hear are listed with nothing, since what engages them may have changed.
   */
  static Map<String, List<Notice>> of(
      CallEvent event, CallState stateBefore, CallState stateAfter) {
    Live after = live(stateAfter);
    if (after == null || event instanceof CallEvent.Settled) {
      return Map.of();
    }
    Live before = live(stateBefore);
    Announcements announcements = new Announcements(before == null ? after : before, after);
    announcements.everybodyConcerned();
    announcements.tell(event);
    return announcements.notices;
  }

  /** That a device acknowledged a ring, or that none did in time: told, but never journalled. */
  static Map<String, List<Notice>> ofReception(Live call, String userId, MemberState state) {
    Announcements announcements = new Announcements(call, call);
    Member member = call.member(userId);
    announcements.changed(List.of(new UserState(member.user(), state, "")));
    return announcements.notices;
  }

  private static Live live(CallState state) {
    if (state instanceof Live live) {
      return live;
    }
    return state instanceof Over over ? over.last() : null;
  }

  private void everybodyConcerned() {
    for (Live call : List.of(before, after)) {
      for (Member member : call.members().values()) {
        boolean concerned = member.isIn() || (member.isOpen() && !member.silent());
        if (concerned) {
          notices.computeIfAbsent(member.user().id(), id -> new ArrayList<>());
        }
      }
    }
  }

  private void tell(CallEvent event) {
    if (event instanceof CallEvent.Created e) {
      created(e);
    } else if (event instanceof CallEvent.InviteesAdded e) {
      ring(e.rings());
      changed(users(e.rings().stream().map(r -> r.user().id()).toList()));
    } else if (event instanceof CallEvent.Accepted e) {
      accepted(e);
    } else if (event instanceof CallEvent.Declined e) {
      declined(e);
    } else if (event instanceof CallEvent.AnsweredBusy e) {
      String id = e.by().userId();
      tell(id, new Notice.ToOthers(e.by().session(), elsewhere(Outcome.BUSY)));
      toInviter(id, u -> busy(u, e.customData()));
      changed(users(List.of(id)));
    } else if (event instanceof CallEvent.TurnedAway e) {
      turnedAway(e);
    } else if (event instanceof CallEvent.TimedOut e) {
      timedOut(e);
    } else if (event instanceof CallEvent.Cancelled e) {
      cancelled(e);
    } else if (event instanceof CallEvent.Joined e) {
      String id = e.by().userId();
      Member was = before.member(id);
      if (was == null || !was.isIn()) {
        changed(users(List.of(id)));
      }
    } else if (event instanceof CallEvent.Quit e) {
      quit(e);
    } else if (event instanceof CallEvent.Ended e) {
      ended(e);
    }
  }

  private void created(CallEvent.Created e) {
    toPrimary(
        after.member(after.callerId()),
        new SessionEvent.OutgoingCallSent(
            after.callId(),
            e.caller().user(),
            e.draft().callType(),
            callees(),
            e.draft().customData()));
    ring(e.draft().rings());
  }

  private void ring(List<RingRequest> rings) {
    for (RingRequest request : rings) {
      Member member = after.member(request.user().id());
      if (!member.silent()) {
        tell(member.user().id(), new Notice.Ring(incoming(member)));
      }
    }
  }

  private SessionEvent.IncomingCallReceived incoming(Member member) {
    CallUser inviter = after.member(member.inviter().orElseThrow()).user();
    Draft draft = after.created().draft();
    return new SessionEvent.IncomingCallReceived(
        after.callId(),
        caller(),
        inviter,
        draft.callType(),
        callees(),
        draft.customData(),
        draft.room(),
        draft.mode(),
        member.ring(),
        member.deadline(),
        Duration.between(member.rangSince(), member.deadline()));
  }

  private void accepted(CallEvent.Accepted e) {
    String id = e.by().userId();
    Member callee = after.member(id);
    if (e.merged().isPresent()) {
      String room = after.created().draft().room();
      toPrimary(callee, new SessionEvent.CallMerged(e.merged().get(), after.callId(), room));
      toPrimary(callee, new SessionEvent.OutgoingCallAccepted(after.callId(), caller()));
    } else {
      tell(
          id,
          new Notice.ToActing(
              e.by().session(), new SessionEvent.IncomingCallAcceptButtonPressed(after.callId())));
    }
    tell(id, new Notice.ToOthers(e.by().session(), elsewhere(Outcome.ACCEPTED)));
    toInviter(id, u -> new SessionEvent.OutgoingCallAccepted(after.callId(), u));
    changed(users(List.of(id)));
  }

  private void declined(CallEvent.Declined e) {
    String id = e.by().userId();
    tell(
        id,
        new Notice.ToActing(
            e.by().session(), new SessionEvent.IncomingCallDeclineButtonPressed(after.callId())));
    tell(id, new Notice.ToOthers(e.by().session(), elsewhere(Outcome.DECLINED)));
    toInviter(id, u -> new SessionEvent.OutgoingCallDeclined(after.callId(), u, e.customData()));
    changed(users(List.of(id)));
  }

  private void turnedAway(CallEvent.TurnedAway e) {
    missed(e.userId(), e.reason(), e.at());
    if (e.reason() != MissedReason.UNREACHABLE) {
      toInviter(e.userId(), u -> busy(u, ""));
    }
    changed(users(List.of(e.userId())));
  }

  private void timedOut(CallEvent.TimedOut e) {
    for (String id : e.userIds()) {
      tellRung(id, new SessionEvent.IncomingCallTimeout(after.callId(), caller()));
      missed(id, MissedReason.TIMED_OUT, e.at());
    }
    boolean video = after.created().draft().callType() == CallType.VIDEO;
    for (Map.Entry<String, List<CallUser>> inviter : byInviter(e.userIds()).entrySet()) {
      toPrimary(
          after.member(inviter.getKey()),
          new SessionEvent.OutgoingCallTimeout(after.callId(), inviter.getValue(), video));
    }
    changed(users(e.userIds()));
  }

  private void cancelled(CallEvent.Cancelled e) {
    for (String id : e.userIds()) {
      tellRung(
          id,
          new SessionEvent.IncomingCallCanceled(
              after.callId(), caller(), e.customData(), e.reason()));
      missed(
          id,
          e.reason() == EndReason.CALLER_LOST ? MissedReason.CALLER_LOST : MissedReason.CANCELLED,
          e.at());
    }
    e.by()
        .ifPresent(
            by ->
                tell(
                    by.userId(),
                    new Notice.ToActing(
                        by.session(),
                        new SessionEvent.OutgoingCallCancelButtonPressed(after.callId()))));
    changed(users(e.userIds()));
  }

  private void quit(CallEvent.Quit e) {
    List<UserState> users = users(List.of(e.userId()));
    before
        .member(e.userId())
        .device()
        .ifPresent(
            device ->
                tell(
                    e.userId(),
                    new Notice.ToPrimary(
                        device,
                        new SessionEvent.InvitationUserStateChanged(after.callId(), users))));
    changed(users);
  }

  private void ended(CallEvent.Ended e) {
    for (Member member : before.open()) {
      tellRung(member.user().id(), elsewhere(Outcome.MERGED));
    }
    for (Member member : before.members().values()) {
      if (after.member(member.user().id()).state() == MemberState.ENDED) {
        toPrimary(
            member,
            new SessionEvent.InvitationUserStateChanged(
                after.callId(), users(List.of(member.user().id()))));
      }
    }
    List<String> changed =
        before.members().keySet().stream()
            .filter(id -> after.member(id).state() != before.member(id).state())
            .toList();
    if (!changed.isEmpty()) {
      changed(users(changed));
    }
    Duration duration =
        after.answered().map(since -> Duration.between(since, e.at())).orElse(Duration.ZERO);
    for (Member member : before.members().values()) {
      if (member.isIn()) {
        tell(
            member.user().id(),
            new Notice.ToEvery(new SessionEvent.CallEnded(after.callId(), e.reason(), duration)));
      }
    }
  }

  /** To everybody who is in the call, and to everybody who rang before this. */
  private void changed(List<UserState> users) {
    SessionEvent event = new SessionEvent.InvitationUserStateChanged(after.callId(), users);
    for (Member member : after.members().values()) {
      Member was = before.member(member.user().id());
      if (member.isIn()) {
        toPrimary(member, event);
      } else if (member.isOpen() && was != null && was.isOpen()) {
        tellRung(member.user().id(), event);
      }
    }
  }

  private void toInviter(String userId, Function<CallUser, SessionEvent> event) {
    Member callee = after.member(userId);
    callee
        .inviter()
        .map(after::member)
        .filter(Member::isIn)
        .ifPresent(inviter -> toPrimary(inviter, event.apply(callee.user())));
  }

  private Map<String, List<CallUser>> byInviter(Collection<String> userIds) {
    Map<String, List<CallUser>> callees = new LinkedHashMap<>();
    for (String id : userIds) {
      Member member = after.member(id);
      String inviter = member.inviter().orElseThrow();
      if (after.member(inviter).isIn()) {
        callees.computeIfAbsent(inviter, i -> new ArrayList<>()).add(member.user());
      }
    }
    return callees;
  }

  private void missed(String userId, MissedReason reason, Instant at) {
    Member member = after.member(userId);
    if (!member.silent()) {
      Draft draft = after.created().draft();
      tell(
          userId,
          new Notice.Missed(
              new MissedCall(
                  0,
                  after.callId(),
                  member.ring(),
                  draft.room(),
                  caller(),
                  draft.callType(),
                  callees(),
                  draft.customData(),
                  member.rangSince(),
                  Duration.between(member.rangSince(), at),
                  reason)));
    }
  }

  private void toPrimary(Member member, SessionEvent event) {
    Optional<String> device = member.device();
    device.ifPresent(d -> tell(member.user().id(), new Notice.ToPrimary(d, event)));
  }

  private void tellRung(String userId, SessionEvent event) {
    if (!after.member(userId).silent()) {
      tell(userId, new Notice.ToRung(event));
    }
  }

  private void tell(String userId, Notice notice) {
    notices.computeIfAbsent(userId, id -> new ArrayList<>()).add(notice);
  }

  private SessionEvent elsewhere(Outcome outcome) {
    return new SessionEvent.IncomingCallHandledElsewhere(after.callId(), outcome);
  }

  private SessionEvent busy(CallUser callee, String customData) {
    return new SessionEvent.OutgoingCallRejectedCauseBusy(after.callId(), callee, customData);
  }

  private CallUser caller() {
    return after.created().caller().user();
  }

  private List<CallUser> callees() {
    return after.members().values().stream().filter(m -> m.ring() > 0).map(Member::user).toList();
  }

  private List<UserState> users(List<String> ids) {
    return ids.stream()
        .map(after::member)
        .map(m -> new UserState(m.user(), m.state(), m.customData()))
        .toList();
  }
}
