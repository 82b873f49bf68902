package dev.ringdown.call;

import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MemberState;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A call played through the pure rules: what users do goes in, what each hears is written down. */
final class Story {
  static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  CallState state = new CallState.None();
  CallRules rules = CallRules.DEFAULT;
  Instant now = START;
  final List<CallEvent> events = new ArrayList<>();
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
    notices.forEach(
        (user, list) ->
            list.forEach(
                notice -> heard.computeIfAbsent(user, u -> new ArrayList<>()).add(word(notice))));
  }

  private static String word(Notice notice) {
    if (notice instanceof Notice.Missed missed) {
      return "Missed " + missed.call().reason();
    }
    if (notice instanceof Notice.Ring ring) {
      return word("", ring.event());
    }
    if (notice instanceof Notice.ToRung rung) {
      return word("", rung.event());
    }
    if (notice instanceof Notice.ToOthers others) {
      return word("but " + others.session() + ": ", others.event());
    }
    if (notice instanceof Notice.ToActing acting) {
      return word(acting.session() + ": ", acting.event());
    }
    return notice instanceof Notice.ToPrimary primary
        ? word("", primary.event())
        : word("", ((Notice.ToEvery) notice).event());
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
