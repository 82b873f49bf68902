package dev.ringdown.call;

import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MemberState;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A call played through the pure rules: what users do goes in, what each hears is written down. */
final class Story {
  static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  /** What a user was told, and which ring it was then of each member. */
  record Told(String userId, Map<String, Integer> rings, Notice notice) {
    int ring() {
      return rings.get(userId);
    }
  }

  CallState state = new CallState.None();
  CallRules rules = CallRules.DEFAULT;
  Instant now = START;
  final List<CallEvent> events = new ArrayList<>();
  final List<Told> told = new ArrayList<>();
  private final Map<String, List<String>> heard = new LinkedHashMap<>();
  private int requests;

  static Story oneToOne(CallMode mode) {
    return new Story().rings(mode, "bob");
  }

  Story rings(CallMode mode, String... callees) {
    ask(create(mode, GlarePolicy.MERGE, callees));
    return this;
  }

  /** Alice invites; the callees ring for a minute. */
  CallRequest.Create create(CallMode mode, GlarePolicy glare, String... callees) {
    List<RingRequest> rings = Arrays.stream(callees).map(Story::ring).toList();
    Draft draft = new Draft("c1", "room", CallType.VIDEO, mode, glare, "data", rings);
    return new CallRequest.Create(by("alice"), draft);
  }

  static RingRequest ring(String userId) {
    return new RingRequest(CallUser.of(userId), Duration.ofSeconds(60), false);
  }

  static RingRequest silent(String userId) {
    return new RingRequest(CallUser.of(userId), Duration.ofSeconds(60), true);
  }

  Origin by(String userId) {
    return by(userId, userId + "1");
  }

  Origin by(String userId, String session) {
    requests++;
    return new Origin(CallUser.of(userId), session + "-device", session, "r" + requests);
  }

  Optional<Result> ask(CallRequest request) {
    Decision decision = state.decide(request, rules, now);
    for (CallEvent event : decision.events()) {
      CallState before = state;
      state = state.on(event);
      events.add(event);
      write(Announcements.of(event, before, state));
    }
    return decision.answer();
  }

  Result perform(String userId, Operation.OnCall operation) {
    return perform(by(userId), operation);
  }

  Result perform(Origin by, Operation.OnCall operation) {
    return ask(new CallRequest.Perform(by, operation)).orElseThrow();
  }

  Result accept(String userId) {
    return perform(userId, new Operation.Accept("c1", ""));
  }

  Result decline(String userId) {
    return perform(userId, new Operation.Decline("c1", "later"));
  }

  Result cancel(String userId, String... invitees) {
    return perform(userId, new Operation.Cancel("c1", Set.of(invitees), ""));
  }

  Result inviteMore(String userId, String... callees) {
    return ask(new CallRequest.InviteMore(
            by(userId), Arrays.stream(callees).map(Story::ring).toList()))
        .orElseThrow();
  }

  /** Brings an invitee of alice's who rings, or is to quit, into this state. */
  Story leave(String userId, MemberState state) {
    switch (state) {
      case DECLINED -> decline(userId);
      case BUSY -> ask(new CallRequest.TurnAway(userId, 1, MissedReason.BUSY));
      case UNREACHABLE -> ask(new CallRequest.TurnAway(userId, 1, MissedReason.UNREACHABLE));
      case TIMED_OUT -> pass(Duration.ofSeconds(60));
      case CANCELLED -> cancel("alice", userId);
      case QUIT -> {
        accept(userId);
        perform(userId, new Operation.Quit("c1"));
      }
      default -> throw new IllegalArgumentException("expected a way out, but got " + state);
    }
    return this;
  }

  /** A device of this user shows the ring. */
  void received(String userId) {
    write(Announcements.ofReception((Live) state, userId, MemberState.RINGING));
  }

  void pass(Duration duration) {
    now = now.plus(duration);
    ask(new CallRequest.Due());
  }

  List<String> heard(String userId) {
    return heard.getOrDefault(userId, List.of());
  }

  private void write(Map<String, List<Notice>> notices) {
    Map<String, Integer> rings = new HashMap<>();
    call().members().forEach((id, member) -> rings.put(id, member.ring()));
    notices.forEach(
        (user, list) ->
            list.forEach(
                notice -> {
                  told.add(new Told(user, rings, notice));
                  heard.computeIfAbsent(user, u -> new ArrayList<>()).add(word(notice));
                }));
  }

  /** The call as it is, or as it ended. */
  Live call() {
    return state instanceof Over over ? over.last() : (Live) state;
  }

  Member member(String userId) {
    return call().member(userId);
  }

  EndReason endReason() {
    return ((Over) state).end().reason();
  }

  static SessionEvent event(Notice notice) {
    if (notice instanceof Notice.Ring ring) {
      return ring.event();
    }
    if (notice instanceof Notice.ToRung rung) {
      return rung.event();
    }
    if (notice instanceof Notice.ToOthers others) {
      return others.event();
    }
    if (notice instanceof Notice.ToActing acting) {
      return acting.event();
    }
    return notice instanceof Notice.ToPrimary primary
        ? primary.event()
        : ((Notice.ToEvery) notice).event();
  }

  private static String word(Notice notice) {
    if (notice instanceof Notice.Missed missed) {
      return "Missed " + missed.call().reason();
    }
    String to = notice instanceof Notice.ToActing acting ? acting.session() + ": " : "";
    to = notice instanceof Notice.ToOthers others ? "but " + others.session() + ": " : to;
    return word(to, event(notice));
  }

  private static String word(String to, SessionEvent event) {
    String name = to + event.getClass().getSimpleName();
    if (event instanceof SessionEvent.InvitationUserStateChanged e) {
      return "U" + e.users().stream().map(u -> u.user().id() + " " + u.state()).toList();
    }
    if (event instanceof SessionEvent.CallEnded e) {
      return name + " " + e.reason();
    }
    if (event instanceof SessionEvent.IncomingCallHandledElsewhere e) {
      return name + " " + e.outcome();
    }
    if (event instanceof SessionEvent.IncomingCallCanceled e) {
      return name + " " + e.reason();
    }
    if (event instanceof SessionEvent.OutgoingCallAccepted e) {
      return name + " " + e.callee().id();
    }
    if (event instanceof SessionEvent.OutgoingCallTimeout e) {
      return name + " " + e.callees().stream().map(CallUser::id).toList();
    }
    return name;
  }
}
