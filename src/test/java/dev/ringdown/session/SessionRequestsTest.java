package dev.ringdown.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.CloseReason;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.spi.RingPermission;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a session does with what it is asked, whatever becomes of the user's actor. */
class SessionRequestsTest {
  private static final Operation INVITE =
      new Operation.Invite(Invitation.voice("carol").withCallId("call"));
  private static final Operation CANCEL = new Operation.Cancel("call", Set.of(), "");

  private SessionUnderTest session = SessionUnderTest.registered();

  @AfterEach
  void stop() {
    session.close();
  }

  private void begin(SessionUnderTest other) {
    session.close();
    session = other;
  }

  private <C extends UserCommand> List<C> told(Class<C> type) {
    return session.user.told(type);
  }

  // ---- Registration

  @Test
  void shouldRegisterUntilSomebodyAnswers() {
    begin(new SessionUnderTest(RingPermission.EVERYBODY));
    assertThat(session.user.toldOne(UserCommand.Connect.class).registration()).isEqualTo(1);
    List<Integer> pauses = List.of(1, 2, 3, 3, 3);
    for (int pause : pauses) {
      session.engine.pass(Duration.ofSeconds(pause).minusMillis(1));
      assertThat(told(UserCommand.Connect.class)).isEmpty();
      session.engine.pass(Duration.ofMillis(1));
      assertThat(told(UserCommand.Connect.class)).hasSize(1);
    }
    session.isRegistered(1 + pauses.size());

    session.engine.passSeconds(60);
    assertThat(told(UserCommand.Connect.class)).isEmpty();
    assertThat(session.heard()).containsExactly("Connected");
  }

  /** Else nobody would be registered where an answer takes longer than the patience. */
  @Test
  void shouldTakeTheFirstAnswerToAnyTry() {
    begin(new SessionUnderTest(RingPermission.EVERYBODY));
    session.engine.passSeconds(3);
    assertThat(told(UserCommand.Connect.class))
        .extracting(UserCommand.Connect::registration, UserCommand.Connect::since)
        .containsExactly(tuple(1L, 1L), tuple(2L, 1L), tuple(3L, 1L));

    session.isRegistered(2);
    session.isRegistered(3);
    session.hears(3, new SessionEvent.CallEnded("other", EndReason.ENDED, Duration.ZERO));
    assertThat(session.heard()).containsExactly("Connected");
    session.tell(
        new SessionCommand.Deliver(
            2, 1, Optional.empty(), List.of(SessionUnderTest.ended("call"))));

    assertThat(session.raised()).containsExactly("call");
    session.engine.passSeconds(60);
    assertThat(told(UserCommand.Connect.class)).isEmpty();
  }

  @Test
  void shouldNotHearWhatComesForAnOlderRegistration() {
    session.losesItsUser();
    session.isRegistered(1);
    session.hears(1, new SessionEvent.CallEnded("call", EndReason.ENDED, Duration.ZERO));
    session.isRegistered(2);
    session.hears(1, new SessionEvent.CallEnded("call", EndReason.ENDED, Duration.ZERO));

    assertThat(session.heard()).isEmpty();
  }

  @Test
  void shouldSendWhatWasAskedBeforeItWasRegistered() {
    begin(new SessionUnderTest(RingPermission.EVERYBODY));
    session.asks("1", new Operation.ActiveCalls());
    session.asks("2", new Operation.Quit("call"));
    assertThat(told(UserCommand.Perform.class)).isEmpty();
    session.isRegistered(1);

    assertThat(told(UserCommand.Perform.class))
        .extracting(UserCommand.Perform::requestId)
        .containsExactly("1", "2");
  }

  @Test
  void shouldRegisterAnewWithWhatItHeardWhenItsUserIsLost() {
    Progress progress = Progress.none("call").upTo(5, 1, 1).live(true);
    session.tell(
        new SessionCommand.Deliver(
            1,
            1,
            Optional.of(progress),
            List.of(new SessionEvent.IncomingCallAcceptButtonPressed("call"))));
    session.asks("1", new Operation.Quit("call"));
    session.heard();
    session.user.forget();

    session.losesItsUser();
    UserCommand.Connect connect = session.user.toldOne(UserCommand.Connect.class);
    assertThat(connect.registration()).isEqualTo(2);
    assertThat(connect.heard()).contains(new Heard(List.of(progress), 1, 1));
    assertThat(told(UserCommand.Perform.class)).isEmpty();

    session.isRegistered(2);
    assertThat(session.user.toldOne(UserCommand.Perform.class))
        .isEqualTo(new UserCommand.Perform("session", "1", new Operation.Quit("call")));
    assertThat(session.heard()).isEmpty();
    session.isAnswered("1", new Result.Done());
    assertThat(session.answers()).containsExactly(new SessionReply("1", new Result.Done()));
  }

  // ---- In time

  @Test
  void shouldFailWhatIsNotAnsweredInTime() {
    session.asks("1", new Operation.Accept("call", ""));
    session.engine.pass(Duration.ofMillis(4_999));
    assertThat(session.answers()).isEmpty();
    session.engine.pass(Duration.ofMillis(1));

    assertThat(session.failures()).containsExactly(ErrorCode.UNAVAILABLE);
    session.isAnswered("1", new Result.Done());
    assertThat(session.answers()).isEmpty();
  }

  @Test
  void shouldTryAnewWhatWasUnavailable() {
    session.asks("1", new Operation.Quit("call"));
    session.engine.passSeconds(5);
    session.isRegisteredAnew();
    session.user.forget();
    session.answers();
    session.asks("1", new Operation.Quit("call"));

    assertThat(session.user.toldOne(UserCommand.Perform.class).requestId()).isEqualTo("1");
  }

  @Test
  void shouldExpectNewsOfACallThatItMayBeInUnlessThatIsRefused() {
    session.asks("1", INVITE);
    session.asks("2", new Operation.Join("other"));
    assertThat(expected()).containsExactly("call", "other");

    session.isAnswered("1", ErrorCode.ALREADY_IN_CALL);
    session.isAnswered("2", ErrorCode.UNKNOWN_CALL);
    assertThat(expected()).isEmpty();
  }

  @Test
  void shouldExpectNewsOfACallThatItDoesNotKnowToExistUntilItKnowsThatItDoesNot() {
    session.asks("1", INVITE);
    session.engine.passSeconds(5);
    assertThat(session.failures()).containsExactly(ErrorCode.UNAVAILABLE);
    assertThat(expected()).containsExactly("call");

    session.engine.pass(TakeBacks.GRACE);
    String cancel = session.user.toldOne(UserCommand.Perform.class).requestId();
    session.isAnswered(cancel, ErrorCode.UNKNOWN_CALL);
    assertThat(expected()).isEmpty();
  }

  /** Of which calls it says that they go on when it registers anew. */
  private List<String> expected() {
    session.losesItsUser();
    List<UserCommand.Connect> asked = session.user.told(UserCommand.Connect.class);
    UserCommand.Connect last = asked.get(asked.size() - 1);
    session.isRegistered(last.registration());
    return last.heard().orElseThrow().progress().stream()
        .filter(Progress::live)
        .map(Progress::callId)
        .toList();
  }

  @Test
  void shouldTakeAnInvitationBackUntilItsCallSaysWhatBecameOfIt() {
    session.asks("1", INVITE);
    session.engine.passSeconds(5);
    assertThat(session.failures()).containsExactly(ErrorCode.UNAVAILABLE);
    session.isRegisteredAnew();
    session.engine.pass(TakeBacks.GRACE);
    UserCommand.Perform first = session.user.toldOne(UserCommand.Perform.class);
    assertThat(first.operation()).isEqualTo(CANCEL);

    session.engine.passSeconds(5);
    assertThat(session.user.toldOne(UserCommand.Perform.class)).isEqualTo(first);
    session.isAnswered(first.requestId(), ErrorCode.UNAVAILABLE);
    session.losesItsUser();
    session.engine.passSeconds(6);
    assertThat(told(UserCommand.Perform.class)).isEmpty();
    session.isRegisteredAnew();
    session.engine.passSeconds(5);
    assertThat(told(UserCommand.Perform.class)).contains(first);

    session.isAnswered(
        first.requestId(), new Result.Cancelled("call", List.of("carol"), List.of()));
    session.engine.passSeconds(100);
    assertThat(told(UserCommand.Perform.class)).isEmpty();
  }

  @Test
  void shouldTakeBackWhatTheJournalMayHaveTakenAfterAll() {
    session.asks("1", INVITE);
    session.isAnswered("1", ErrorCode.UNAVAILABLE);

    assertThat(session.failures()).containsExactly(ErrorCode.UNAVAILABLE);
    session.engine.pass(TakeBacks.GRACE);
    assertThat(session.user.toldOne(UserCommand.Perform.class).operation()).isEqualTo(CANCEL);
  }

  @Test
  void shouldTakeBackAtOnceWhenNobodyCanAskForItAgain() {
    session.asks("1", INVITE);
    session.isAnswered("1", ErrorCode.UNAVAILABLE);

    session.tell(new SessionCommand.Close(CloseReason.CLOSED));
    session.engine.settle();

    assertThat(session.user.toldOne(UserCommand.Perform.class).operation()).isEqualTo(CANCEL);
  }

  @Test
  void shouldNotTakeBackWhatIsAskedForAgain() {
    session.asks("1", INVITE);
    session.isAnswered("1", ErrorCode.UNAVAILABLE);
    session.asks("2", INVITE);
    session.isAnswered("2", new Result.Invited("call", "call", Map.of()));
    session.engine.passSeconds(100);

    assertThat(told(UserCommand.Perform.class)).isEmpty();
  }

  /** The device comes back on another node, and asks again: what rings then is to go on. */
  @Test
  void shouldTakeNothingBackWhenTheNodeStops() {
    session.asks("1", INVITE);
    session.tell(new SessionCommand.Close(CloseReason.SHUTDOWN));
    session.engine.settle();

    assertThat(session.failures()).containsExactly(ErrorCode.SESSION_CLOSED);
    assertThat(told(UserCommand.Perform.class)).isEmpty();
  }

  @Test
  void shouldBoundWhatIsUnderWay() {
    for (int i = 0; i <= Requests.MOST_PENDING; i++) {
      session.asks("request " + i, new Operation.ActiveCalls());
    }
    assertThat(session.failures()).containsExactly(ErrorCode.UNAVAILABLE);

    session.isAnswered("request 0", new Result.Done());
    session.answers();
    session.asks("another", new Operation.ActiveCalls());
    assertThat(session.answers()).isEmpty();
  }

  // ---- The hook

  private static RingPermission saying(CompletionStage<RingPermission.Verdict> verdict) {
    return new RingPermission() {
      @Override
      public CompletionStage<Verdict> mayRing(CallUser inviter, CallUser callee) {
        if (callee.id().equals("throws")) {
          throw new IllegalStateException("on purpose");
        }
        return verdict;
      }
    };
  }

  @Test
  void shouldRefuseWhatTheHookCannotDecide() {
    for (CompletionStage<RingPermission.Verdict> verdict :
        Arrays.<CompletionStage<RingPermission.Verdict>>asList(
            CompletableFuture.failedStage(new IllegalStateException("on purpose")),
            CompletableFuture.completedStage(null),
            null)) {
      begin(SessionUnderTest.registered(saying(verdict)));
      session.asks("1", INVITE);
      session.asks("2", new Operation.Invite(Invitation.voice("throws")));
      assertThat(session.failures()).containsExactly(ErrorCode.UNAVAILABLE, ErrorCode.UNAVAILABLE);
      assertThat(told(UserCommand.class)).isEmpty();
    }
  }

  @Test
  void shouldNotSendWhatTheHookAllowsTooLate() {
    CompletableFuture<RingPermission.Verdict> verdict = new CompletableFuture<>();
    begin(SessionUnderTest.registered(saying(verdict)));
    session.asks("1", INVITE);
    session.engine.passSeconds(5);
    verdict.complete(RingPermission.Verdict.RING);
    session.engine.settle();

    assertThat(session.failures()).containsExactly(ErrorCode.UNAVAILABLE);
    assertThat(told(UserCommand.class)).isEmpty();
  }

  // ---- Dialling back

  private MissedCall missed(String... callees) {
    return new MissedCall(
        1,
        "missed",
        1,
        "room",
        SessionUnderTest.ALICE,
        CallType.VOICE,
        Arrays.stream(callees).map(CallUser::of).toList(),
        "",
        session.engine.now(),
        Duration.ofSeconds(60),
        MissedReason.TIMED_OUT);
  }

  @Test
  void shouldRingInsteadWhenTheGroupCallIsOverAndHearThatOnce() {
    session.asks("1", new Operation.DialBack("missed"));
    assertThat(session.user.toldOne(UserCommand.FindMissedCall.class).requestId()).isEqualTo("1");
    session.tell(new SessionCommand.MissedCallFound("1", missed("bob", "carol")));
    assertThat(session.user.toldOne(UserCommand.Perform.class).operation())
        .isEqualTo(new Operation.Join("missed"));
    session.losesItsUser();
    session.isRegistered(2);
    assertThat(told(UserCommand.Perform.class)).hasSize(1);

    session.isAnswered("1", ErrorCode.CALL_ENDED);
    session.isAnswered("1", ErrorCode.CALL_ENDED);
    assertThat(session.answers()).isEmpty();
    UserCommand.Invite invite = session.user.toldOne(UserCommand.Invite.class);
    assertThat(invite.draft().rings()).extracting(r -> r.user().id()).containsExactly("alice");
    Result.Invited invited = new Result.Invited("new", "room", Map.of());
    session.isAnswered("1", invited);
    assertThat(session.answers()).containsExactly(new SessionReply("1", invited));
  }

  @Test
  void shouldDialBackOnceWhenTheMissedCallIsFoundTwice() {
    session.asks("1", new Operation.DialBack("missed"));
    session.tell(new SessionCommand.MissedCallFound("1", missed("bob")));
    session.tell(new SessionCommand.MissedCallFound("1", missed("bob")));

    assertThat(told(UserCommand.Invite.class)).hasSize(1);
  }

  // ---- The end

  @Test
  void shouldAnswerWhatIsUnderWayAndTakeInvitationsBackWhenItCloses() {
    session.asks("1", INVITE);
    session.asks("2", new Operation.Quit("other"));
    session.user.forget();
    session.tell(new SessionCommand.Close(CloseReason.CLOSED));

    assertThat(session.failures())
        .containsExactly(ErrorCode.SESSION_CLOSED, ErrorCode.SESSION_CLOSED);
    assertThat(session.heard()).containsExactly("Closed(CLOSED)");
    assertThat(session.user.toldOne(UserCommand.Perform.class).operation()).isEqualTo(CANCEL);
    assertThat(told(UserCommand.class)).containsExactly(session.lastWord(0, "call"));
    assertThat(session.open).isEmpty();
  }

  /** Its last word says what it heard: the next session of the device is told the rest. */
  @Test
  void shouldEndWhenReplaced() {
    session.hears(SessionUnderTest.ended("call"));
    session.heard();
    session.asks("1", new Operation.ActiveCalls());
    session.user.forget();
    session.tell(new SessionCommand.Replaced());

    assertThat(session.heard()).containsExactly("Closed(REPLACED)");
    assertThat(session.failures()).containsExactly(ErrorCode.SESSION_CLOSED);
    assertThat(told(UserCommand.class)).containsExactly(session.lastWord(1));
    assertThat(session.open).isEmpty();
  }

  @Test
  void shouldSayWhatItHeardOfTheLastRegistrationThatWasAnswered() {
    session.hears(SessionUnderTest.ended("call"));
    session.losesItsUser();
    session.user.forget();

    session.tell(new SessionCommand.Replaced());

    assertThat(told(UserCommand.class)).containsExactly(session.lastWord(1));
  }

  @Test
  void shouldEndWithItsListener() {
    session.hears(
        new SessionEvent.OutgoingCallSent(
            "call", SessionUnderTest.BOB, CallType.VOICE, List.of(SessionUnderTest.ALICE), ""));

    assertThat(told(UserCommand.class)).containsExactly(session.lastWord(1));
    assertThat(session.open).isEmpty();
  }
}
