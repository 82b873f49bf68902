package dev.ringdown.call;

import dev.ringdown.CallUser;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One call, played twice: through the rules, and by the contract's tables. Every step must come to
 * the same in both, and everything told must be what the tables say.
 */
final class Play {
  /** Who asks again after so many answers may be decided anew. */
  private static final int REMEMBERED = 8;

  private record Asked(CallRequest request, Origin by, Optional<Result> answer) {}

  final Scene scene;
  private final List<CallEvent> journal;
  private final List<Asked> asked;
  private final Map<Phone, List<SessionEvent>> heard;
  private final Set<Phone> ringing;
  private final List<String> missed;
  private CallState state;
  private Model model;
  private Instant now;
  private int requests;

  private Play(Scene scene) {
    this.scene = scene;
    journal = new ArrayList<>();
    asked = new ArrayList<>();
    heard = new LinkedHashMap<>();
    ringing = new HashSet<>();
    missed = new ArrayList<>();
    state = new CallState.None();
    now = Story.START;
  }

  private Play(Play other) {
    scene = other.scene;
    journal = new ArrayList<>(other.journal);
    asked = new ArrayList<>(other.asked);
    heard = new LinkedHashMap<>();
    other.heard.forEach((phone, events) -> heard.put(phone, new ArrayList<>(events)));
    ringing = new HashSet<>(other.ringing);
    missed = new ArrayList<>(other.missed);
    state = other.state;
    model = other.model;
    now = other.now;
    requests = other.requests;
  }

  /** A call that was just created. */
  static Play of(Scene scene) {
    Play play = new Play(scene);
    Origin caller =
        scene.fromBackend() ? Origin.ofBackend(CallUser.of("alice"), "c1") : play.by("alice", 1);
    CallRequest.Create create = new CallRequest.Create(caller, scene.draft());
    Decision decision = play.state.decide(create, scene.rules(), play.now);
    Claim.same(OperationTable.word(decision.answer()), "Invited but []", create);
    decision.events().forEach(play::happens);
    play.asked.add(new Asked(create, create.caller(), decision.answer()));
    play.check();
    return play;
  }

  Play copy() {
    return new Play(this);
  }

  // ---- What happens

  Origin by(String userId, int phone) {
    requests++;
    String session = userId + phone;
    return new Origin(CallUser.of(userId), session + "-device", session, "r" + requests);
  }

  Model model() {
    return model;
  }

  int ringOf(String userId) {
    return model.people().containsKey(userId) ? model.person(userId).ring() : 0;
  }

  void ask(CallRequest request) {
    OperationTable.Verdict expected = new OperationTable(model, scene.rules(), now).of(request);
    Decision decision = state.decide(request, scene.rules(), now);
    Claim.same(decision.events(), expected.events(), request);
    Claim.same(OperationTable.word(decision.answer()), expected.answer(), request);
    decision.events().forEach(this::happens);
    check();
    checkRepeated(request, decision);
    Origin by = origin(request);
    if (by != null && !decision.events().isEmpty()) {
      asked.add(new Asked(request, by, decision.answer()));
    }
  }

  void pass(Duration duration) {
    now = now.plus(duration);
    due();
  }

  /** Goes on to the moment that the call itself names. */
  void passUntilDue() {
    if (state instanceof Live) {
      now = state.nextDue(scene.rules());
      due();
    }
  }

  private void due() {
    ask(new CallRequest.Due());
    while (state instanceof Live && !state.nextDue(scene.rules()).isAfter(now)) {
      int before = journal.size();
      ask(new CallRequest.Due());
      Claim.isTrue(journal.size() > before, "something was due");
    }
    Claim.same(model.late(now, scene.rules().answerGrace()), List.of(), "who rings too late");
  }

  /** Every missed call is on record. */
  void settle() {
    if (state instanceof Over over && !over.settled()) {
      happens(new CallEvent.Settled(now));
      check();
    }
  }

  // ---- What is told

  private void happens(CallEvent event) {
    CallState stateBefore = state;
    Model before = model;
    state = state.on(event);
    model = before == null ? Model.of((CallEvent.Created) event) : before.after(event);
    journal.add(event);
    if (event instanceof CallEvent.TurnedAway away) {
      // His actor has not shown it.
      ringing.removeIf(phone -> phone.userId().equals(away.userId()));
    }
    Map<Phone, List<SessionEvent>> told = new LinkedHashMap<>();
    List<String> onRecord = new ArrayList<>();
    Announcements.of(event, stateBefore, state)
        .forEach((user, notices) -> notices.forEach(n -> deliver(user, n, told, onRecord)));
    Claim.same(told, CallbackTable.of(event, before, model, scene.phones()), "heard of", event);
    Claim.same(
        onRecord,
        before == null ? List.of() : CallbackTable.missed(event, before),
        "missed by",
        event);
    told.forEach(
        (phone, events) -> heard.computeIfAbsent(phone, p -> new ArrayList<>()).addAll(events));
  }

  /** Does what a user's actor does whose sessions all stay. */
  private void deliver(
      String userId, Notice notice, Map<Phone, List<SessionEvent>> told, List<String> onRecord) {
    if (notice instanceof Notice.Missed e) {
      onRecord.add(
          CallbackTable.missed(userId, e.call().ring(), e.call().reason(), e.call().rang()));
      missed.add(userId + "/" + e.call().ring());
      return;
    }
    SessionEvent event = Story.event(notice);
    for (Phone phone : scene.phones()) {
      if (phone.userId().equals(userId) && isFor(phone, notice)) {
        told.computeIfAbsent(phone, p -> new ArrayList<>()).add(event);
      }
      if (phone.userId().equals(userId)) {
        rings(phone, notice);
      }
    }
  }

  private boolean isFor(Phone phone, Notice notice) {
    if (notice instanceof Notice.ToRung) {
      return ringing.contains(phone);
    }
    if (notice instanceof Notice.ToOthers others) {
      return ringing.contains(phone) && !phone.session().equals(others.session());
    }
    if (notice instanceof Notice.ToActing acting) {
      return phone.session().equals(acting.session());
    }
    return !(notice instanceof Notice.ToPrimary primary) || phone.device().equals(primary.device());
  }

  private void rings(Phone phone, Notice notice) {
    boolean changes =
        notice instanceof Notice.ToRung rung
            && rung.event() instanceof SessionEvent.InvitationUserStateChanged;
    if (notice instanceof Notice.Ring) {
      ringing.add(phone);
    } else if (notice instanceof Notice.ToOthers || (notice instanceof Notice.ToRung && !changes)) {
      ringing.remove(phone);
    }
  }

  // ---- What holds after every step

  private void check() {
    Live call = state instanceof Over over ? over.last() : (Live) state;
    Claim.same(state instanceof Over, model.isOver(), "is over");
    Claim.same(
        List.copyOf(call.members().keySet()), List.copyOf(model.people().keySet()), "members");
    for (Member member : call.members().values()) {
      Model.Person person = model.person(member.user().id());
      Claim.same(member.state(), person.state(), person);
      Claim.same(member.outcome(), Optional.ofNullable(person.outcome()), person);
      Claim.same(member.ring(), person.ring(), person);
      Optional<Instant> deadline = member.last().map(Ring::deadline);
      Claim.same(deadline, Optional.ofNullable(person.deadline()), person);
    }
    Claim.isTrue(model.isOver() || !model.inside().isEmpty(), "somebody is in a live call");
    boolean nothingDue = state.nextDue(scene.rules()).equals(Instant.MAX);
    Claim.same(nothingDue, model.isOver(), "nothing is due");
  }

  /** The same request has the same answer and no effect, also from the device's next session. */
  private void checkRepeated(CallRequest request, Decision decision) {
    if (!(request instanceof CallRequest.Due)) {
      Decision again = state.decide(request, scene.rules(), now);
      Claim.same(again.events(), List.of(), "repeated", request);
      if (origin(request) != null) {
        Claim.same(again.answer(), decision.answer(), "repeated", request);
      }
    }
    int from = Math.max(0, asked.size() - REMEMBERED);
    for (Asked old : asked.subList(from, asked.size())) {
      Decision late = state.decide(fromNextSession(old), scene.rules(), now);
      Claim.same(late.events(), List.of(), "repeated later:", old.request());
      Claim.same(late.answer(), old.answer(), "repeated later:", old.request());
    }
  }

  private static Origin origin(CallRequest request) {
    if (request instanceof CallRequest.Perform e) {
      return e.by();
    }
    if (request instanceof CallRequest.InviteMore e) {
      return e.by();
    }
    return request instanceof CallRequest.Merge e ? e.by() : null;
  }

  private static CallRequest fromNextSession(Asked old) {
    Origin was = old.by();
    Origin by = new Origin(was.user(), was.device(), was.session() + "-next", was.requestId());
    if (old.request() instanceof CallRequest.Perform e) {
      return new CallRequest.Perform(by, e.operation());
    }
    if (old.request() instanceof CallRequest.InviteMore e) {
      return new CallRequest.InviteMore(by, e.rings());
    }
    return old.request() instanceof CallRequest.Merge e
        ? new CallRequest.Merge(by, e.ownCallId())
        : old.request();
  }

  // ---- What holds at its end

  /** The journal, read back from its bytes, is the same call; and nobody was told wrong. */
  void checkAll(Stored stored) {
    CallState read = new CallState.None();
    for (CallEvent event : journal) {
      read = read.on(stored.read(event));
    }
    Claim.same(read, state, "read back from its bytes");
    Invariants.hold(
        new History(journal, heard, Set.of(), Set.of(), Set.of(), missed, false, false));
  }

  /** Where it stands, but for what was answered and how it came here. */
  Object standing() {
    Live call = state instanceof Over over ? over.last() : (Live) state;
    Map<String, Member> members = new LinkedHashMap<>();
    call.members()
        .forEach(
            (id, m) ->
                members.put(
                    id,
                    new Member(
                        m.user(), m.state(), m.device(), m.customData(), m.last(), Answers.NONE)));
    Live bare =
        new Live(
            call.created(), members, call.group(), call.answered(), call.missed(), call.added());
    boolean settled = state instanceof Over over && over.settled();
    return List.of(bare, model.people(), model.missed(), ringing, now, settled, model.isOver());
  }
}
