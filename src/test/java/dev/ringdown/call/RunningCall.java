package dev.ringdown.call;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.GlarePolicy;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.turn.Turns;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A call's actor between probes for its users and its shard, with its journal, in virtual time. */
final class RunningCall {
  static final Origin ALICE = origin("alice", "a1", "invite");
  static final Origin BOB = origin("bob", "b1", "answer");

  final ActorTestKit testKit =
      ActorTestKit.create(
          PersistenceTestKitPlugin.config()
              .withFallback(VirtualTime.config())
              .withFallback(
                  ConfigFactory.parseString("akka.actor.testkit.typed.single-expect-default = 20s"))
              .withFallback(ConfigFactory.parseResources("start.conf"))
              .withFallback(ConfigFactory.load()));
  final PersistenceTestKit journal = PersistenceTestKit.create(testKit.system());
  final VirtualTime time = VirtualTime.get(testKit);
  final Map<String, TestProbe<UserCommand>> users = new HashMap<>();
  final TestProbe<String> shard = testKit.createTestProbe();

  /** The call's actor that comes after this one. */
  final TestProbe<CallCommand> next = testKit.createTestProbe();

  private final Turns turns = new Turns(1, time);

  ActorRef<CallCommand> ref;

  void start() {
    for (String id : List.of("alice", "bob", "carol")) {
      users.computeIfAbsent(id, u -> testKit.createTestProbe(u));
    }
    ref =
        testKit.spawn(
            Call.create(
                "c1",
                CallRules.DEFAULT,
                Patience.DEFAULT,
                time,
                (id, command) -> users.get(id).ref().tell(command),
                (id, command) -> next.ref().tell(command),
                () -> shard.ref().tell("passivate"),
                id -> shard.ref().tell("stranded"),
                turns));
  }

  void stop() {
    testKit.shutdownTestKit();
  }

  static Origin origin(String user, String session, String request) {
    return new Origin(CallUser.of(user), session + "-device", session, request);
  }

  static CallRequest create(CallMode mode, String... callees) {
    List<RingRequest> rings =
        Arrays.stream(callees)
            .map(id -> new RingRequest(CallUser.of(id), Duration.ofSeconds(60), false))
            .toList();
    return new CallRequest.Create(
        ALICE, new Draft("c1", "c1", CallType.VOICE, mode, GlarePolicy.MERGE, "data", rings));
  }

  void perform(Origin by, Operation.OnCall operation) {
    ask(by, new CallRequest.Perform(by, operation));
  }

  void ask(Origin by, CallRequest request) {
    ref.tell(new CallCommand.Ask(by, request));
  }

  /** Alice's call rings, and everybody has confirmed it. */
  void ring(CallMode mode, String... callees) {
    ask(ALICE, create(mode, callees));
    answer("alice");
    raised("alice");
    for (String callee : callees) {
      raised(callee);
    }
  }

  void restart() {
    testKit.stop(ref);
    start();
    ref.tell(new CallCommand.Wake(Instant.EPOCH));
  }

  Result answer(String user) {
    return users.get(user).expectMessageClass(UserCommand.Answer.class).result();
  }

  CallSnapshot snapshot(String user) {
    drain(user);
    Origin by = origin(user, user, "snapshot");
    perform(by, new Operation.GetCall("c1"));
    return ((Result.Snapshot) answer(user)).call();
  }

  /** Everybody confirms what comes while time passes; nobody looks at it. */
  void passQuietly(Duration duration) {
    for (long second = 0; second < duration.toSeconds() - 1; second++) {
      time.pass(Duration.ofSeconds(1));
      users.keySet().forEach(this::drain);
    }
    time.pass(Duration.ofSeconds(1));
  }

  /** Confirms whatever the call sent before it answers this. */
  void drain(String user) {
    Origin by = origin(user, "drain", "drain");
    perform(by, new Operation.GetCall("c1"));
    UserCommand message = users.get(user).receiveMessage();
    while (!(message instanceof UserCommand.Answer)) {
      hear(user, message);
      message = users.get(user).receiveMessage();
    }
  }

  UserCommand.Announcement announcement(String user) {
    return users.get(user).expectMessageClass(UserCommand.Announcement.class);
  }

  List<String> hear(String user, UserCommand message) {
    if (!(message instanceof UserCommand.Announcement announcement)) {
      return List.of();
    }
    List<UserCommand.Entry> entries = announcement.entries();
    ref.tell(
        new CallCommand.Heard(
            user, announcement.incarnation(), entries.get(entries.size() - 1).number()));
    List<String> words = new ArrayList<>();
    entries.forEach(entry -> entry.notices().forEach(notice -> words.add(word(notice))));
    return words;
  }

  /** What the next announcement tells this user, confirmed. */
  List<String> raised(String user) {
    UserCommand message = users.get(user).receiveMessage();
    return message instanceof UserCommand.Renewal ? raised(user) : hear(user, message);
  }

  List<String> raisedUntil(String user, String last) {
    List<String> words = new ArrayList<>();
    while (!words.contains(last)) {
      words.addAll(raised(user));
    }
    return words;
  }

  static String word(Notice notice) {
    if (notice instanceof Notice.Missed missed) {
      return "Missed " + missed.call().reason();
    }
    SessionEvent event = Story.event(notice);
    String name = event.getClass().getSimpleName();
    if (event instanceof SessionEvent.InvitationUserStateChanged changed) {
      return name + changed.users().stream().map(u -> u.user().id() + " " + u.state()).toList();
    }
    return name;
  }

  Object lastEvent() {
    List<Object> events = journal.persistedInStorage("call:c1");
    return events.get(events.size() - 1);
  }
}
