package dev.ringdown.call;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MemberState;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Outcome;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.VirtualTime;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The actor around the rules: journal, timers, and who is told until when. */
class CallTest {
  private static final Origin ALICE = origin("alice", "a1", "invite");
  private static final Origin BOB = origin("bob", "b1", "answer");

  private final ActorTestKit testKit =
      ActorTestKit.create(
          PersistenceTestKitPlugin.config()
              .withFallback(VirtualTime.config())
              .withFallback(ConfigFactory.load()));
  private final PersistenceTestKit journal = PersistenceTestKit.create(testKit.system());
  private final VirtualTime time = VirtualTime.get(testKit);
  private final Map<String, TestProbe<UserCommand>> users = new HashMap<>();
  private final TestProbe<String> shard = testKit.createTestProbe();
  private ActorRef<CallCommand> call;

  @BeforeEach
  void start() {
    for (String id : List.of("alice", "bob", "carol")) {
      users.computeIfAbsent(id, u -> testKit.createTestProbe(u));
    }
    call =
        testKit.spawn(
            Call.create(
                "c1",
                CallRules.DEFAULT,
                Patience.DEFAULT,
                time,
                (id, command) -> users.get(id).ref().tell(command),
                () -> shard.ref().tell("passivate")));
  }

  @AfterEach
  void stop() {
    testKit.shutdownTestKit();
  }

  @Test
  void shouldAnswerThenTellCallerAndCallee() {
    ask(ALICE, create("bob"));

    assertThat(answer("alice")).isInstanceOf(Result.Invited.class);
    assertThat(raised("alice")).containsExactly("OutgoingCallSent");
    assertThat(raised("bob")).containsExactly("IncomingCallReceived");
    assertThat(journal.persistedInStorage("call:c1")).hasSize(1);
  }

  @Test
  void shouldTellWhoRingsWithoutJournallingIt() {
    ring("bob");

    call.tell(new CallCommand.Rings("bob", 1));
    assertThat(raised("alice")).containsExactly("InvitationUserStateChanged[bob RINGING]");
    assertThat(raised("bob")).containsExactly("InvitationUserStateChanged[bob RINGING]");

    call.tell(new CallCommand.Rings("bob", 1));
    users.get("alice").expectNoMessage(Duration.ZERO);
    assertThat(journal.persistedInStorage("call:c1")).hasSize(1);
    assertThat(snapshot("bob").member("bob").orElseThrow().state()).isEqualTo(MemberState.RINGING);
  }

  @Test
  void shouldSayNotYetReceivedWhenNoDeviceAcknowledges() {
    ring("bob");

    time.pass(Duration.ofSeconds(5));

    assertThat(raised("alice")).containsExactly("InvitationUserStateChanged[bob NOT_YET_RECEIVED]");
  }

  @Test
  void shouldTimeOutAtTheDeadlineSettleAndGo() {
    ring("bob");
    call.tell(new CallCommand.Rings("bob", 1));
    raised("alice");
    raised("bob");

    passQuietly(Duration.ofSeconds(60));

    assertThat(raised("alice"))
        .containsExactly(
            "OutgoingCallTimeout", "InvitationUserStateChanged[bob TIMED_OUT]", "CallEnded");
    shard.expectNoMessage(Duration.ZERO);
    assertThat(raised("bob")).containsExactly("IncomingCallTimeout", "Missed TIMED_OUT");
    shard.expectMessage("passivate");
    assertThat(lastEvent()).isInstanceOf(CallEvent.Settled.class);
  }

  @Test
  void shouldTellAgainWhatNobodyConfirmed() {
    ask(ALICE, create("bob"));
    answer("alice");
    UserCommand.Announcement first = announcement("bob");

    time.pass(Duration.ofSeconds(1));
    assertThat(announcement("bob").entries()).isEqualTo(first.entries());

    time.pass(Duration.ofSeconds(1));
    users.get("bob").expectNoMessage(Duration.ZERO);
    time.pass(Duration.ofSeconds(1));
    assertThat(announcement("bob").entries()).isEqualTo(first.entries());
  }

  @Test
  void shouldGoOnWhereItWasAfterARestart() {
    ring("bob");

    restart();

    assertThat(raised("bob")).containsExactly("IncomingCallReceived");
    raised("alice");
    ask(BOB, new CallRequest.Perform(BOB, new Operation.Accept("c1", "")));
    assertThat(answer("bob")).isInstanceOf(Result.Joined.class);
    assertThat(raised("alice"))
        .containsExactly("OutgoingCallAccepted", "InvitationUserStateChanged[bob ACCEPTED]");
  }

  @Test
  void shouldDecideAnOverdueDeadlineWhenStartedAgain() {
    ring("bob");
    testKit.stop(call);

    time.pass(Duration.ofMinutes(2));
    start();
    call.tell(new CallCommand.Wake());
    time.pass(Duration.ZERO);

    assertThat(raisedUntil("bob", "Missed TIMED_OUT"))
        .containsExactly("IncomingCallReceived", "IncomingCallTimeout", "Missed TIMED_OUT");
  }

  @Test
  void shouldGiveBackTheSealedOutcomeAfterTheEndAndARestart() {
    ring("bob");
    Origin cancel = origin("alice", "a1", "cancel");
    ask(cancel, perform(cancel, new Operation.Cancel("c1", Set.of(), "")));
    assertThat(answer("alice")).isEqualTo(new Result.Cancelled("c1", List.of("bob"), List.of()));
    raised("alice");
    raised("bob");
    shard.expectMessage("passivate");

    restart();
    ask(BOB, perform(BOB, new Operation.Accept("c1", "")));

    Result.Failed failed = (Result.Failed) answer("bob");
    assertThat(failed.error().code()).isEqualTo(ErrorCode.ALREADY_ANSWERED);
    assertThat(failed.error().outcome()).contains(Outcome.CANCELLED);
    users.get("alice").expectNoMessage(Duration.ZERO);
    shard.expectMessage("passivate");
  }

  @Test
  void shouldEndAsCallerLostAfterTheGrace() {
    ring("bob");
    call.tell(new CallCommand.Away("alice"));
    drain("alice");

    passQuietly(Duration.ofSeconds(10));

    assertThat(raisedUntil("bob", "Missed CALLER_LOST")).contains("IncomingCallCanceled");
    assertThat(lastEvent())
        .isInstanceOfSatisfying(
            CallEvent.Ended.class, e -> assertThat(e.reason()).isEqualTo(EndReason.CALLER_LOST));
  }

  @Test
  void shouldRingOnWhenTheCallerComesBackInTime() {
    ring("bob");
    call.tell(new CallCommand.Away("alice"));
    drain("alice");
    passQuietly(Duration.ofSeconds(9));
    call.tell(new CallCommand.Back("alice"));
    drain("alice");
    passQuietly(Duration.ofSeconds(9));

    assertThat(snapshot("alice").isLive()).isTrue();
  }

  @Test
  void shouldRenewEvery15Seconds() {
    ring("bob");
    passQuietly(Duration.ofSeconds(14));
    drain("alice");

    time.pass(Duration.ofSeconds(1));

    assertThat(users.get("alice").expectMessageClass(UserCommand.Renewal.class).callId())
        .isEqualTo("c1");
  }

  @Test
  void shouldTellEverythingToAUserWhoKnowsNothing() {
    ring("bob");

    call.tell(new CallCommand.TellMe("bob"));

    assertThat(raised("bob")).containsExactly("IncomingCallReceived");
  }

  @Test
  void shouldAnswerUnavailableWhenTheJournalFails() {
    journal.failNextPersisted("call:c1");

    ask(ALICE, create("bob"));

    Result.Failed failed = (Result.Failed) answer("alice");
    assertThat(failed.error().code()).isEqualTo(ErrorCode.UNAVAILABLE);
    users.get("bob").expectNoMessage(Duration.ZERO);
  }

  @Test
  void shouldRefuseAnUnknownCallAndGo() {
    ask(BOB, perform(BOB, new Operation.Accept("c1", "")));

    assertThat(((Result.Failed) answer("bob")).error().code()).isEqualTo(ErrorCode.UNKNOWN_CALL);
    shard.expectMessage("passivate");
    call.tell(new CallCommand.Passivated());
    shard.expectTerminated(call);
  }

  @Test
  void shouldRecordABusyCalleeAndEnd() {
    ring("bob");

    call.tell(new CallCommand.Tell(new CallRequest.TurnAway("bob", 1, MissedReason.BUSY)));

    assertThat(raised("bob")).containsExactly("Missed BUSY");
    assertThat(raised("alice"))
        .containsExactly(
            "OutgoingCallRejectedCauseBusy", "InvitationUserStateChanged[bob BUSY]", "CallEnded");
    shard.expectMessage("passivate");
  }

  // ---- Words

  private static Origin origin(String user, String session, String request) {
    return new Origin(CallUser.of(user), session + "-device", session, request);
  }

  private static CallRequest create(String... callees) {
    List<RingRequest> rings =
        Arrays.stream(callees)
            .map(id -> new RingRequest(CallUser.of(id), Duration.ofSeconds(60), false))
            .toList();
    return new CallRequest.Create(
        ALICE,
        new Draft("c1", "c1", CallType.VOICE, CallMode.ADVANCED, GlarePolicy.MERGE, "data", rings));
  }

  private static CallRequest perform(Origin by, Operation.OnCall operation) {
    return new CallRequest.Perform(by, operation);
  }

  private void ask(Origin by, CallRequest request) {
    call.tell(new CallCommand.Ask(by, request));
  }

  /** Alice's call rings, and everybody has confirmed it. */
  private void ring(String... callees) {
    ask(ALICE, create(callees));
    answer("alice");
    raised("alice");
    for (String callee : callees) {
      raised(callee);
    }
  }

  private void restart() {
    testKit.stop(call);
    start();
    call.tell(new CallCommand.Wake());
  }

  private Result answer(String user) {
    return users.get(user).expectMessageClass(UserCommand.Answer.class).result();
  }

  private CallSnapshot snapshot(String user) {
    drain(user);
    Origin by = origin(user, user, "snapshot");
    ask(by, perform(by, new Operation.GetCall("c1")));
    return ((Result.Snapshot) answer(user)).call();
  }

  /** Everybody confirms what comes while time passes; nobody looks at it. */
  private void passQuietly(Duration duration) {
    for (long second = 0; second < duration.toSeconds() - 1; second++) {
      time.pass(Duration.ofSeconds(1));
      users.keySet().forEach(this::drain);
    }
    time.pass(Duration.ofSeconds(1));
  }

  /** Confirms whatever the call sent before it answers this. */
  private void drain(String user) {
    Origin by = origin(user, "drain", "drain");
    ask(by, perform(by, new Operation.GetCall("c1")));
    UserCommand message = users.get(user).receiveMessage();
    while (!(message instanceof UserCommand.Answer)) {
      hear(user, message);
      message = users.get(user).receiveMessage();
    }
  }

  private UserCommand.Announcement announcement(String user) {
    return users.get(user).expectMessageClass(UserCommand.Announcement.class);
  }

  private List<String> hear(String user, UserCommand message) {
    if (!(message instanceof UserCommand.Announcement announcement)) {
      return List.of();
    }
    List<UserCommand.Entry> entries = announcement.entries();
    call.tell(
        new CallCommand.Heard(
            user, announcement.incarnation(), entries.get(entries.size() - 1).number()));
    List<String> words = new ArrayList<>();
    entries.forEach(entry -> entry.notices().forEach(notice -> words.add(word(notice))));
    return words;
  }

  /** What the next announcement tells this user, confirmed. */
  private List<String> raised(String user) {
    UserCommand message = users.get(user).receiveMessage();
    return message instanceof UserCommand.Renewal ? raised(user) : hear(user, message);
  }

  private List<String> raisedUntil(String user, String last) {
    List<String> words = new ArrayList<>();
    while (!words.contains(last)) {
      words.addAll(raised(user));
    }
    return words;
  }

  private static String word(Notice notice) {
    if (notice instanceof Notice.Missed missed) {
      return "Missed " + missed.call().reason();
    }
    SessionEvent event = event(notice);
    String name = event.getClass().getSimpleName();
    if (event instanceof SessionEvent.InvitationUserStateChanged changed) {
      return name + changed.users().stream().map(u -> u.user().id() + " " + u.state()).toList();
    }
    return name;
  }

  private static SessionEvent event(Notice notice) {
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

  private Object lastEvent() {
    List<Object> events = journal.persistedInStorage("call:c1");
    return events.get(events.size() - 1);
  }
}
