package dev.ringdown.call;

import dev.ringdown.Invitation;
import dev.ringdown.MissedCall;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import dev.ringdown.testkit.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A whole engine and everybody who uses it; notes what each device did and heard. */
final class Town implements AutoCloseable {
  /** Beyond every ring, every grace and every renewal. */
  private static final Duration LONG_AFTER = Duration.ofSeconds(150);

  private static final Duration LATEST = Duration.ofSeconds(1);

  /** A device while it is connected. */
  private static final class Line {
    private final String userId;
    private final String name;
    private final Device device;
    private final Set<String> ignored = new HashSet<>();
    private final Set<String> overBefore;
    private final boolean isFirst;
    private boolean left;

    private Line(
        String userId, String name, Device device, Set<String> overBefore, boolean isFirst) {
      this.userId = userId;
      this.name = name;
      this.device = device;
      this.overBefore = overBefore;
      this.isFirst = isFirst;
    }

    /** Whether its session is gone, by what happened to the device or by the engine's word. */
    private boolean isGone() {
      return left || device.allEvents().stream().anyMatch(SessionEvent.Closed.class::isInstance);
    }

    /** Its session has no known id before it has heard that it is connected. */
    private Phone phone() {
      String session =
          device.allEvents().stream()
              .filter(SessionEvent.Connected.class::isInstance)
              .map(event -> ((SessionEvent.Connected) event).sessionId())
              .findFirst()
              .orElse("not connected");
      return new Phone(userId, name, session);
    }
  }

  private record Asked(Line line, String requestId, Operation operation, Device.Answer answer) {}

  private final TestEngine engine;
  private final List<String> users;
  private final Map<String, Line> connected = new LinkedHashMap<>();
  private final List<Line> lines = new ArrayList<>();
  private final List<Asked> asked = new ArrayList<>();
  private final Set<String> calls = new LinkedHashSet<>();
  private int requests;
  private boolean troubled;

  Town(String settings, List<String> users) {
    engine = TestEngine.start(settings);
    this.users = users;
  }

  // ---- What they do

  void connect(String userId, int number) {
    String name = userId + number;
    engine.settle();
    Set<String> over = new HashSet<>(calls);
    over.removeIf(call -> journal(call).isEmpty() || !model(call).isOver());
    Line line = new Line(userId, name, engine.connect(userId, name), over, calls.isEmpty());
    Line before = connected.put(name, line);
    if (before != null) {
      before.left = true;
    }
    lines.add(line);
  }

  /** Its session is gone without a word. */
  void vanish(String userId, int number) {
    Line line = connected.remove(userId + number);
    if (line != null && !line.isGone()) {
      line.left = true;
      line.device.vanishes();
    }
  }

  void leave(String userId, int number) {
    Line line = connected.remove(userId + number);
    if (line != null) {
      line.left = true;
      line.device.leaves();
    }
  }

  void invite(String userId, int number, Invitation invitation) {
    calls.add(invitation.callId().orElseThrow());
    perform(userId, number, new Operation.Invite(invitation));
  }

  /** The id of one of the last calls; an unknown one, if there were none. */
  String call(int back) {
    List<String> all = List.copyOf(calls);
    return back < all.size() ? all.get(all.size() - 1 - back) : "nowhere";
  }

  /** Happens at the same instant as what follows, until something settles or time passes. */
  void perform(String userId, int number, Operation operation) {
    Line line = connected.get(userId + number);
    if (line != null && (!troubled || !line.isGone())) {
      requests++;
      ask(line, "r" + requests, operation);
      if (operation instanceof Operation.Ignore ignore) {
        line.ignored.add(ignore.callId());
      }
    }
  }

  private Device.Answer ask(Line line, String requestId, Operation operation) {
    Device.Answer answer = line.device.sends(requestId, operation);
    asked.add(new Asked(line, requestId, operation, answer));
    return answer;
  }

  /** The device that asked last asks the same again. */
  void repeat() {
    if (!asked.isEmpty()) {
      Asked last = asked.get(asked.size() - 1);
      if (!last.line().isGone()) {
        Device.Answer again = ask(last.line(), last.requestId(), last.operation());
        settle();
        if (!troubled) {
          Claim.same(again.get(), last.answer().get(), "repeated", last);
        }
      }
    }
  }

  // ---- What goes wrong

  /** Messages are lost and late, until {@link #checkAll}. */
  void begins(Trouble trouble) {
    troubled = true;
    engine
        .faults()
        .seed(trouble.seed())
        .drop(trouble.lost())
        .delay(trouble.late(), trouble.longest());
  }

  /** Every actor is gone; then everybody connects again. */
  void restart() {
    List<Phone> phones = connected.values().stream().map(line -> line.phone()).toList();
    connected.values().forEach(line -> line.left = true);
    connected.clear();
    engine.restart();
    for (Phone phone : phones) {
      int number = phone.device().charAt(phone.device().length() - 1) - '0';
      connect(phone.userId(), number);
    }
  }

  /** The actor of the call dies, if it runs. */
  void loseCall(String callId) {
    ifItRuns(() -> engine.loseCall(callId));
  }

  void loseUser(String userId) {
    ifItRuns(() -> engine.loseUser(userId));
  }

  private static void ifItRuns(Runnable lose) {
    try {
      lose.run();
    } catch (AssertionError nothingToLose) {
      Claim.isTrue(nothingToLose.getMessage().contains("expected a running actor"), nothingToLose);
    }
  }

  // ---- Time

  void settle() {
    engine.settle();
    checkNothingRingsTooLong();
  }

  void pass(Duration duration) {
    engine.pass(duration);
    checkNothingRingsTooLong();
  }

  private void checkNothingRingsTooLong() {
    for (Line line : connected.values()) {
      if (line.isGone()) {
        continue;
      }
      Map<String, Instant> ringing = new LinkedHashMap<>();
      for (SessionEvent event : line.device.allEvents()) {
        if (event instanceof SessionEvent.IncomingCallReceived ring) {
          ringing.put(ring.callId(), ring.deadline());
        } else if (event instanceof SessionEvent.CallMerged merged) {
          ringing.remove(merged.intoCallId());
        } else if (event instanceof SessionEvent.IncomingCallCanceled
            || event instanceof SessionEvent.IncomingCallTimeout
            || event instanceof SessionEvent.IncomingCallHandledElsewhere
            || event instanceof SessionEvent.IncomingCallAcceptButtonPressed
            || event instanceof SessionEvent.IncomingCallDeclineButtonPressed) {
          ringing.remove(((SessionEvent.OfCall) event).callId());
        }
      }
      ringing.keySet().removeAll(line.ignored);
      ringing.keySet().removeIf(call -> saidBusy(line, call));
      ringing.forEach(
          (call, deadline) ->
              Claim.isTrue(
                  !deadline.plus(LATEST).isBefore(engine.now()),
                  line.phone(),
                  "rings too long:",
                  call));
    }
  }

  private boolean saidBusy(Line line, String callId) {
    return asked.stream()
        .anyMatch(a -> a.line() == line && a.operation().equals(new Operation.Busy(callId, "")));
  }

  // ---- What holds when nobody does anything any longer

  /** Lets every ring run out, everybody leave, and every call end; then all are free again. */
  void checkAll() {
    settle();
    engine.faults().stop();
    if (troubled) {
      // As the engine does in any cluster, every few minutes.
      engine.wakeOpenCalls();
    }
    pass(LONG_AFTER);
    for (String call : calls) {
      Claim.isTrue(journal(call).isEmpty() || model(call).open().isEmpty(), call, "rings on");
    }
    for (Asked a : asked) {
      Claim.isTrue(a.answer().isThere() || (troubled && a.line().isGone()), "answered:", a);
    }
    checkHistories();
    users.forEach(
        user -> {
          leave(user, 1);
          leave(user, 2);
        });
    pass(LONG_AFTER);
    for (String call : calls) {
      Claim.isTrue(journal(call).isEmpty() || model(call).isOver(), call, "goes on");
    }
    checkEverybodyIsFree();
  }

  private void checkHistories() {
    Map<String, List<MissedCall>> missed = new LinkedHashMap<>();
    for (String user : users) {
      Device device = engine.connect(user, "reader");
      missed.put(user, device.missedCalls());
      device.leaves();
    }
    for (String call : calls) {
      if (!journal(call).isEmpty()) {
        Invariants.hold(history(call, missed));
      }
    }
  }

  private History history(String call, Map<String, List<MissedCall>> missed) {
    Map<Phone, List<SessionEvent>> heard = new LinkedHashMap<>();
    Set<Phone> left = new HashSet<>();
    Set<Phone> steady = new HashSet<>();
    Set<Phone> ignored = new HashSet<>();
    for (Line line : lines) {
      heard.put(line.phone(), line.device.allEvents().stream().filter(e -> isOf(call, e)).toList());
      if (line.overBefore.contains(call)) {
        Claim.same(heard.remove(line.phone()), List.of(), line.phone(), "came too late for", call);
      }
      // Who loses what was under way to him hears less: nothing wrong, and nothing twice.
      if (line.isGone() || troubled) {
        left.add(line.phone());
      } else if (line.isFirst) {
        steady.add(line.phone());
      }
      if (line.ignored.contains(call)) {
        ignored.add(line.phone());
      }
    }
    List<String> rings = new ArrayList<>();
    missed.forEach(
        (user, list) ->
            list.stream()
                .filter(m -> m.callId().equals(call))
                .forEach(m -> rings.add(user + "/" + m.ring())));
    return new History(journal(call), heard, left, steady, ignored, rings, true, troubled);
  }

  private static boolean isOf(String call, SessionEvent event) {
    return event instanceof SessionEvent.CallMerged merged
        ? merged.intoCallId().equals(call)
        : event instanceof SessionEvent.OfCall ofCall && ofCall.callId().equals(call);
  }

  private void checkEverybodyIsFree() {
    Map<String, Device> fresh = new LinkedHashMap<>();
    for (String user : users) {
      Device device = engine.connect(user, "fresh");
      fresh.put(user, device);
      SessionEvent.Connected first = device.theOnly(SessionEvent.Connected.class);
      Claim.same(first.calls(), List.of(), user, "is in no call");
      Claim.same(device.does(new Operation.ActiveCalls()), new Result.ActiveCalls(List.of()), user);
    }
    for (int i = 0; i < users.size(); i++) {
      Device caller = fresh.get(users.get(i));
      Device callee = fresh.get(users.get((i + 1) % users.size()));
      String call = caller.invites(users.get((i + 1) % users.size()));
      boolean rings =
          callee.allEvents().stream()
              .anyMatch(
                  e ->
                      e instanceof SessionEvent.IncomingCallReceived ring
                          && ring.callId().equals(call));
      Claim.isTrue(rings, callee, "can be called again");
      caller.cancels(call);
    }
  }

  private List<CallEvent> journal(String callId) {
    return engine.journal().persistedInStorage("call:" + callId).stream()
        .map(CallEvent.class::cast)
        .toList();
  }

  private Model model(String callId) {
    return Invariants.fold(journal(callId));
  }

  /** What everybody heard, for who looks into a failure. */
  String story() {
    StringBuilder story = new StringBuilder();
    for (Line line : lines) {
      story.append('\n').append(line.device).append(line.left ? " (left)" : "").append(": ");
      story.append(line.phone().session()).append(' ');
      story.append(line.device.allEvents().stream().map(Words::of).toList());
    }
    calls.forEach(call -> story.append('\n').append(call).append(": ").append(journal(call)));
    return story.toString();
  }

  @Override
  public void close() {
    engine.close();
  }
}
