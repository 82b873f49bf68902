package dev.ringdown.user;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.CloseReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MissedCalls;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.call.Draft;
import dev.ringdown.call.RingRequest;
import dev.ringdown.session.Heard;
import dev.ringdown.session.Progress;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session as its user's actor sees it: it says what it is told to, and notes what it hears. */
final class Device {
  private static int sessions;

  private final Exchange exchange;
  private final ActorRef<SessionCommand> ref;
  private final List<SessionCommand> received = new ArrayList<>();
  private final String userId;
  private final String device;
  final String session;
  private final List<SessionEvent> events = new ArrayList<>();
  private final Map<String, Result> answers = new LinkedHashMap<>();
  private final Map<String, Progress> progress = new LinkedHashMap<>();
  final List<SessionCommand> others = new ArrayList<>();
  SessionEvent.Connected connected;
  private long registration;
  private int requests;
  private long last;

  Device(Exchange exchange, String userId, String device) {
    this.exchange = exchange;
    this.userId = userId;
    this.device = device;
    session = userId + "-" + device + "-" + ++sessions;
    ref = exchange.spawn(Behaviors.receiveMessage(this::receive));
    connect(Optional.empty());
    listen();
    assertThat(connected).isNotNull();
  }

  // ---- What it does

  /** As a session does whose user's actor is gone. */
  void registerAnew() {
    listen();
    connect(Optional.of(new Heard(List.copyOf(progress.values()), registration, last)));
  }

  private void connect(Optional<Heard> heard) {
    registration++;
    last = 0;
    register(heard);
  }

  /** Its last registration comes late, or again: before it had heard anything. */
  void isRegisteredLate() {
    register(Optional.of(new Heard(List.of(), registration, 0)));
    exchange.settle();
  }

  private void register(Optional<Heard> heard) {
    exchange.tellUser(
        userId,
        new UserCommand.Connect(
            session,
            registration,
            registration,
            device,
            CallUser.of(userId),
            heard,
            Instant.EPOCH,
            ref));
  }

  /** What it has not heard until now it will not hear. */
  void leave() {
    listen();
    List<String> live =
        progress.values().stream().filter(Progress::live).map(Progress::callId).toList();
    exchange.tellUser(
        userId, new UserCommand.Disconnect(session, registration, last, live, Optional.of(ref)));
    exchange.settle();
  }

  void die() {
    ref.tell(new SessionCommand.Close(CloseReason.CLOSED));
    exchange.settle();
  }

  void invite(String callId, String... callees) {
    assertThat(answerTo(sendInvite(callId, callees))).isInstanceOf(Result.Invited.class);
  }

  String sendInvite(String callId, String... callees) {
    return send(draft(callId, CallMode.ADVANCED, GlarePolicy.MERGE, callees));
  }

  static Draft draft(String callId, CallMode mode, GlarePolicy glarePolicy, String... callees) {
    return draft(callId, mode, glarePolicy, Arrays.stream(callees).map(Device::ring).toList());
  }

  static Draft draft(
      String callId, CallMode mode, GlarePolicy glarePolicy, List<RingRequest> rings) {
    return new Draft(callId, callId, CallType.VOICE, mode, glarePolicy, "", rings);
  }

  private static RingRequest ring(String callee) {
    return new RingRequest(CallUser.of(callee), Duration.ofSeconds(60), false);
  }

  String send(Draft draft) {
    String requestId = nextRequest();
    exchange.tellUser(userId, new UserCommand.Invite(session, requestId, draft));
    return requestId;
  }

  void inviteMore(String callId, String callee) {
    String requestId = nextRequest();
    exchange.tellUser(
        userId, new UserCommand.InviteMore(session, requestId, callId, List.of(ring(callee))));
    assertThat(answerTo(requestId)).isInstanceOf(Result.Invited.class);
  }

  void perform(Operation operation) {
    assertThat(ask(operation)).isNotInstanceOf(Result.Failed.class);
  }

  void accept(String callId) {
    perform(new Operation.Accept(callId, ""));
  }

  Result ask(Operation operation) {
    return answerTo(send(operation));
  }

  String send(Operation operation) {
    String requestId = nextRequest();
    exchange.tellUser(userId, new UserCommand.Perform(session, requestId, operation));
    return requestId;
  }

  String sendFindMissedCall(String callId) {
    String requestId = nextRequest();
    exchange.tellUser(userId, new UserCommand.FindMissedCall(session, requestId, callId));
    return requestId;
  }

  void findsOverdue(String callId) {
    exchange.tellUser(userId, new UserCommand.Overdue(session, callId));
  }

  private String nextRequest() {
    return "r" + ++requests;
  }

  // ---- What it hears

  Result answerTo(String requestId) {
    listen();
    assertThat(answers).containsKey(requestId);
    return answers.get(requestId);
  }

  ErrorCode refusalOf(String requestId) {
    return ((Result.Failed) answerTo(requestId)).error().code();
  }

  ErrorCode refusalOf(Operation operation) {
    return refusalOf(send(operation));
  }

  MissedCalls missedCalls() {
    return ((Result.Missed) ask(new Operation.ListMissedCalls(0, 1000))).missedCalls();
  }

  List<String> activeCalls() {
    return ((Result.ActiveCalls) ask(new Operation.ActiveCalls()))
        .calls().stream().map(CallSnapshot::callId).toList();
  }

  CallSnapshot call(String callId) {
    return ((Result.Snapshot) ask(new Operation.GetCall(callId))).call();
  }

  /** All that was raised since the last time, when nothing more can come. */
  List<String> heard() {
    return events().stream().map(Words::of).toList();
  }

  List<SessionEvent> events() {
    listen();
    List<SessionEvent> news = List.copyOf(events);
    events.clear();
    return news;
  }

  private Behavior<SessionCommand> receive(SessionCommand message) {
    if (message instanceof SessionCommand.Close) {
      return Behaviors.stopped();
    }
    synchronized (received) {
      received.add(message);
    }
    return Behaviors.same();
  }

  private void listen() {
    exchange.settle();
    synchronized (received) {
      received.forEach(this::hear);
      received.clear();
    }
  }

  private void hear(SessionCommand message) {
    if (message instanceof SessionCommand.Answered answered) {
      answers.put(answered.requestId(), answered.result());
    } else if (message instanceof SessionCommand.Deliver deliver) {
      assertThat(deliver.registration()).isEqualTo(registration);
      if (deliver.number() <= last) {
        return;
      }
      last++;
      assertThat(deliver.number()).isEqualTo(last);
      exchange.tellUser(userId, new UserCommand.Delivered(session, registration, last));
      events.addAll(deliver.events());
      deliver.progress().ifPresent(p -> progress.put(p.callId(), p));
    } else if (message instanceof SessionCommand.Registered registered) {
      connected = registered.connected().orElse(connected);
    } else {
      others.add(message);
    }
  }
}
