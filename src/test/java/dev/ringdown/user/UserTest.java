package dev.ringdown.user;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.ErrorCode;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.call.Call;
import dev.ringdown.call.CallCommand;
import dev.ringdown.call.CallRules;
import dev.ringdown.call.Draft;
import dev.ringdown.call.Patience;
import dev.ringdown.call.RingRequest;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionEvent.CallEnded;
import dev.ringdown.session.SessionEvent.CallMerged;
import dev.ringdown.session.SessionEvent.IncomingCallCanceled;
import dev.ringdown.session.SessionEvent.IncomingCallHandledElsewhere;
import dev.ringdown.session.SessionEvent.IncomingCallReceived;
import dev.ringdown.session.SessionEvent.InvitationUserStateChanged;
import dev.ringdown.spi.DoNotDisturb;
import dev.ringdown.spi.PushNotifier;
import dev.ringdown.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Users' actors between real calls and probed sessions. */
class UserTest {
  private final ActorTestKit testKit =
      ActorTestKit.create(
          PersistenceTestKitPlugin.config()
              .withFallback(VirtualTime.config())
              .withFallback(ConfigFactory.load()));
  private final VirtualTime time = VirtualTime.get(testKit);
  private final Map<String, ActorRef<UserCommand>> users = new ConcurrentHashMap<>();
  private final Map<String, ActorRef<CallCommand>> calls = new ConcurrentHashMap<>();

  @AfterEach
  void stop() {
    testKit.shutdownTestKit();
  }

  @Test
  void shouldRingAcceptAndEnd() {
    Device alice = new Device("alice", "a1");
    Device bob = new Device("bob", "b1");

    alice.invite("c1", "bob");
    assertThat(alice.next()).isEqualTo("OutgoingCallSent");
    assertThat(bob.next()).isEqualTo("IncomingCallReceived");

    bob.perform(new Operation.Received("c1"));
    assertThat(alice.next()).isEqualTo("U[bob RINGING]");
    assertThat(bob.next()).isEqualTo("U[bob RINGING]");

    bob.perform(new Operation.Accept("c1", ""));
    assertThat(alice.next(2)).containsExactly("OutgoingCallAccepted", "U[bob ACCEPTED]");
    assertThat(bob.next(2)).containsExactly("IncomingCallAcceptButtonPressed", "U[bob ACCEPTED]");

    bob.perform(new Operation.Quit("c1"));
    assertThat(alice.next(2)).containsExactly("U[bob QUIT]", "CallEnded EVERYBODY_LEFT");
    assertThat(bob.next()).isEqualTo("U[bob QUIT]");
    alice.expectNothing();
    bob.expectNothing();
  }

  @Test
  void shouldSilenceOtherDevicesWhenOneAccepts() {
    Device alice = new Device("alice", "a1");
    Device first = new Device("bob", "b1");
    Device second = new Device("bob", "b2");

    alice.invite("c1", "bob");
    first.next();
    second.next();
    first.perform(new Operation.Accept("c1", ""));

    assertThat(second.next()).isEqualTo("HandledElsewhere ACCEPTED");
    assertThat(first.next(2)).containsExactly("IncomingCallAcceptButtonPressed", "U[bob ACCEPTED]");
    second.expectNothing();
  }

  @Test
  void shouldTurnTheSecondCallerAwayAndRecordAMissedCall() {
    Device alice = new Device("alice", "a1");
    Device bob = new Device("bob", "b1");
    Device carol = new Device("carol", "c1");
    alice.invite("c1", "bob");
    bob.next();

    carol.invite("c2", "bob");

    assertThat(carol.next(4))
        .containsExactly(
            "OutgoingCallSent", "OutgoingCallRejectedCauseBusy", "U[bob BUSY]", "CallEnded BUSY");
    bob.expectNothing();
    Result.Missed missed = (Result.Missed) bob.ask(new Operation.ListMissedCalls(0, 10));
    assertThat(missed.missedCalls().unread()).isEqualTo(1);
    assertThat(missed.missedCalls().calls().get(0).reason()).isEqualTo(MissedReason.BUSY);
    assertThat(missed.missedCalls().calls().get(0).callId()).isEqualTo("c2");

    bob.ask(new Operation.MissedCallsSeen(1));
    missed = (Result.Missed) bob.ask(new Operation.ListMissedCalls(0, 10));
    assertThat(missed.missedCalls().unread()).isZero();
    assertThat(missed.missedCalls().total()).isEqualTo(1);
  }

  @Test
  void shouldRefuseASecondCallOfAnEngagedUser() {
    Device alice = new Device("alice", "a1");
    new Device("bob", "b1");
    alice.invite("c1", "bob");
    alice.next();

    Result refused = alice.answer(alice.sendInvite("c2", "carol"));

    assertThat(refused)
        .isInstanceOfSatisfying(
            Result.Failed.class,
            failed -> assertThat(failed.error().code()).isEqualTo(ErrorCode.ALREADY_IN_CALL));
  }

  @RepeatedTest(10)
  void shouldMergeTwoWhoCallEachOther() {
    Device alice = new Device("alice", "a1");
    Device bob = new Device("bob", "b1");

    String first = alice.sendInvite("c1", "bob");
    String second = bob.sendInvite("c2", "alice");
    assertThat(alice.answer(first)).isInstanceOf(Result.Invited.class);
    assertThat(bob.answer(second)).isInstanceOf(Result.Invited.class);

    List<String> atAlice = alice.until("U[bob ACCEPTED]");
    List<String> atBob = bob.until("CallEnded MERGED");
    assertThat(atAlice).contains("OutgoingCallSent", "OutgoingCallAccepted");
    assertThat(atBob).contains("OutgoingCallSent", "CallMerged into c1", "OutgoingCallAccepted");
    Result.ActiveCalls active = (Result.ActiveCalls) bob.ask(new Operation.ActiveCalls());
    assertThat(active.calls()).singleElement().matches(c -> c.callId().equals("c1"));
    Result.Missed missed = (Result.Missed) bob.ask(new Operation.ListMissedCalls(0, 10));
    assertThat(missed.missedCalls().total()).isZero();
  }

  @Test
  void shouldRingAtALateCalleeWithTheRemainingTime() {
    Device alice = new Device("alice", "a1");
    alice.invite("c1", "bob");
    alice.next();
    time.pass(Duration.ofSeconds(20));

    Device bob = new Device("bob", "b1");

    IncomingCallReceived ring = (IncomingCallReceived) bob.nextEvent();
    assertThat(ring.remaining()).isEqualTo(Duration.ofSeconds(40));
    assertThat(bob.connected.calls()).hasSize(1);
  }

  @Test
  void shouldTellALateCalleeOfHisMissedCallInstead() {
    Device alice = new Device("alice", "a1");
    alice.invite("c1", "bob");
    alice.next();
    time.pass(Duration.ofSeconds(60));
    assertThat(alice.until("CallEnded NO_ANSWER")).contains("OutgoingCallTimeout");

    Device bob = new Device("bob", "b1");

    assertThat(bob.connected.calls()).isEmpty();
    assertThat(bob.connected.unreadMissedCalls()).isEqualTo(1);
    bob.expectNothing();
  }

  @Test
  void shouldCancelOnEveryDevice() {
    Device alice = new Device("alice", "a1");
    Device first = new Device("bob", "b1");
    Device second = new Device("bob", "b2");
    alice.invite("c1", "bob");
    first.next();
    second.next();

    alice.perform(new Operation.Cancel("c1", Set.of(), ""));

    assertThat(first.next()).isEqualTo("IncomingCallCanceled CANCELLED");
    assertThat(second.next()).isEqualTo("IncomingCallCanceled CANCELLED");
    assertThat(alice.next(4))
        .containsExactly(
            "OutgoingCallSent",
            "OutgoingCallCancelButtonPressed",
            "U[bob CANCELLED]",
            "CallEnded CANCELLED");
  }

  @Test
  void shouldLoseACallerWhoseSessionIsGone() {
    Device alice = new Device("alice", "a1");
    Device bob = new Device("bob", "b1");
    alice.invite("c1", "bob");
    alice.next();
    bob.next();

    alice.leave();
    bob.ask(new Operation.GetCall("c1"));
    time.pass(Duration.ofSeconds(10));

    assertThat(bob.until("IncomingCallCanceled CALLER_LOST")).isNotEmpty();
  }

  @Test
  void shouldReplaceTheSessionOfTheSameDevice() {
    Device before = new Device("bob", "b1");
    Device after = new Device("bob", "b1");
    assertThat(before.probe.receiveMessage()).isInstanceOf(SessionCommand.Replaced.class);

    new Device("alice", "a1").invite("c1", "bob");

    assertThat(after.next()).isEqualTo("IncomingCallReceived");
    before.expectNothing();
  }

  private ActorRef<UserCommand> user(String id) {
    return users.computeIfAbsent(
        id,
        u ->
            testKit.spawn(
                User.create(
                    u,
                    UserRules.DEFAULT,
                    DoNotDisturb.NEVER,
                    PushNotifier.NONE,
                    time,
                    (to, command) -> call(to).tell(command),
                    () -> {})));
  }

  private ActorRef<CallCommand> call(String id) {
    return calls.computeIfAbsent(
        id,
        c ->
            testKit.spawn(
                Call.create(
                    c,
                    CallRules.DEFAULT,
                    Patience.DEFAULT,
                    time,
                    (to, command) -> user(to).tell(command),
                    () -> {})));
  }

  /** A session as its user's actor sees it. */
  private final class Device {
    private final TestProbe<SessionCommand> probe = testKit.createTestProbe();
    private final String userId;
    private final String session;
    private final List<SessionEvent> events = new ArrayList<>();
    private final Map<String, Result> answers = new ConcurrentHashMap<>();
    private final SessionEvent.Connected connected;
    private int requests;

    Device(String userId, String device) {
      this.userId = userId;
      session = userId + "-" + device + "-" + System.identityHashCode(this);
      user(userId)
          .tell(
              new UserCommand.Connect(
                  session, 1, device, CallUser.of(userId), Optional.empty(), probe.ref()));
      connected =
          probe.expectMessageClass(SessionCommand.Registered.class).connected().orElseThrow();
    }

    void invite(String callId, String callee) {
      assertThat(answer(sendInvite(callId, callee))).isInstanceOf(Result.Invited.class);
    }

    String sendInvite(String callId, String callee) {
      RingRequest ring = new RingRequest(CallUser.of(callee), Duration.ofSeconds(60), false);
      Draft draft =
          new Draft(
              callId,
              callId,
              CallType.VOICE,
              CallMode.ADVANCED,
              GlarePolicy.MERGE,
              "",
              List.of(ring));
      String requestId = "r" + ++requests;
      user(userId).tell(new UserCommand.Invite(session, requestId, draft));
      return requestId;
    }

    void perform(Operation operation) {
      assertThat(ask(operation)).isNotInstanceOf(Result.Failed.class);
    }

    Result ask(Operation operation) {
      String requestId = "r" + ++requests;
      user(userId).tell(new UserCommand.Perform(session, requestId, operation));
      return answer(requestId);
    }

    Result answer(String requestId) {
      while (!answers.containsKey(requestId)) {
        receive();
      }
      return answers.get(requestId);
    }

    /** Leaves, and waits until the user's actor has told the calls. */
    void leave() {
      TestProbe<CallCommand> barrier = testKit.createTestProbe();
      calls.put("barrier", barrier.ref());
      user(userId).tell(new UserCommand.Disconnect(session));
      user(userId).tell(new UserCommand.Renewal("barrier", 0, 0));
      barrier.receiveMessage();
    }

    String next() {
      return name(nextEvent());
    }

    List<String> next(int count) {
      List<String> names = new ArrayList<>();
      while (names.size() < count) {
        names.add(next());
      }
      return names;
    }

    List<String> until(String last) {
      List<String> names = new ArrayList<>();
      while (!names.contains(last)) {
        names.add(next());
      }
      return names;
    }

    SessionEvent nextEvent() {
      while (events.isEmpty()) {
        receive();
      }
      return events.remove(0);
    }

    void expectNothing() {
      assertThat(events).isEmpty();
      probe.expectNoMessage(Duration.ofMillis(50));
    }

    private void receive() {
      SessionCommand message = probe.receiveMessage();
      if (message instanceof SessionCommand.Answered answered) {
        answers.put(answered.requestId(), answered.result());
      } else if (message instanceof SessionCommand.Deliver deliver) {
        events.addAll(deliver.events());
      }
    }

    private static String name(SessionEvent event) {
      if (event instanceof InvitationUserStateChanged e) {
        return Arrays.toString(
                e.users().stream().map(u -> u.user().id() + " " + u.state()).toArray())
            .replaceFirst("^", "U");
      }
      if (event instanceof CallEnded e) {
        return "CallEnded " + e.reason();
      }
      if (event instanceof IncomingCallCanceled e) {
        return "IncomingCallCanceled " + e.reason();
      }
      if (event instanceof IncomingCallHandledElsewhere e) {
        return "HandledElsewhere " + e.outcome();
      }
      if (event instanceof CallMerged e) {
        return "CallMerged into " + e.intoCallId();
      }
      return event.getClass().getSimpleName();
    }
  }
}
