package dev.ringdown.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMember;
import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.EndReason;
import dev.ringdown.MemberState;
import dev.ringdown.Operation;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a call's actor does as time passes: deadlines, graces, renewals, and telling again. */
class CallPatienceTest {
  private final RunningCall call = new RunningCall();

  @BeforeEach
  void start() {
    call.start();
  }

  @AfterEach
  void stop() {
    call.stop();
  }

  @Test
  void shouldSayNotYetReceivedWhenNoDeviceAcknowledges() {
    call.ring(CallMode.ADVANCED, "bob");

    call.time.pass(Duration.ofSeconds(5));

    assertThat(call.raised("alice"))
        .containsExactly("InvitationUserStateChanged[bob NOT_YET_RECEIVED]");
  }

  @Test
  void shouldTimeOutAtTheDeadlineSettleAndGo() {
    call.ring(CallMode.ADVANCED, "bob");
    call.ref.tell(new CallCommand.Rings("bob", 1));
    call.raised("alice");
    call.raised("bob");

    call.passQuietly(Duration.ofSeconds(60));

    assertThat(call.raised("alice"))
        .containsExactly(
            "OutgoingCallTimeout", "InvitationUserStateChanged[bob TIMED_OUT]", "CallEnded");
    call.shard.expectNoMessage(Duration.ZERO);
    assertThat(call.raised("bob")).containsExactly("IncomingCallTimeout", "Missed TIMED_OUT");
    call.shard.expectMessage("passivate");
    assertThat(call.lastEvent()).isInstanceOf(CallEvent.Settled.class);
  }

  @Test
  void shouldTellAgainWhatNobodyConfirmed() {
    call.ask(RunningCall.ALICE, RunningCall.create(CallMode.ADVANCED, "bob"));
    call.answer("alice");
    UserCommand.Announcement first = call.announcement("bob");

    call.time.pass(Duration.ofSeconds(1));
    assertThat(call.announcement("bob").entries()).isEqualTo(first.entries());

    call.time.pass(Duration.ofSeconds(1));
    call.users.get("bob").expectNoMessage(Duration.ZERO);
    call.time.pass(Duration.ofSeconds(1));
    assertThat(call.announcement("bob").entries()).isEqualTo(first.entries());
  }

  @Test
  void shouldDecideAnOverdueDeadlineWhenStartedAgain() {
    call.ring(CallMode.ADVANCED, "bob");
    call.testKit.stop(call.ref);

    call.time.pass(Duration.ofMinutes(2));
    call.start();
    call.ref.tell(new CallCommand.Wake(Instant.EPOCH));
    call.time.pass(Duration.ZERO);

    assertThat(call.raisedUntil("bob", "Missed TIMED_OUT"))
        .containsExactly("IncomingCallReceived", "IncomingCallTimeout", "Missed TIMED_OUT");
  }

  @Test
  void shouldEndAsCallerLostAfterTheGrace() {
    call.ring(CallMode.ADVANCED, "bob");
    call.ref.tell(new CallCommand.Away("alice"));
    call.drain("alice");

    call.passQuietly(Duration.ofSeconds(10));

    assertThat(call.raisedUntil("bob", "Missed CALLER_LOST")).contains("IncomingCallCanceled");
    assertThat(call.lastEvent())
        .isInstanceOfSatisfying(
            CallEvent.Ended.class, e -> assertThat(e.reason()).isEqualTo(EndReason.CALLER_LOST));
  }

  @Test
  void shouldRingOnWhenTheCallerComesBackInTime() {
    call.ring(CallMode.ADVANCED, "bob");
    call.ref.tell(new CallCommand.Away("alice"));
    call.drain("alice");
    call.passQuietly(Duration.ofSeconds(9));
    call.ref.tell(new CallCommand.Back("alice"));
    call.drain("alice");
    call.passQuietly(Duration.ofSeconds(9));

    assertThat(call.snapshot("alice").isLive()).isTrue();
  }

  @Test
  void shouldRenewEvery15Seconds() {
    call.ring(CallMode.ADVANCED, "bob");
    call.passQuietly(Duration.ofSeconds(14));
    call.drain("alice");

    call.time.pass(Duration.ofSeconds(1));

    assertThat(call.users.get("alice").expectMessageClass(UserCommand.Renewal.class).callId())
        .isEqualTo("c1");
  }

  @Test
  void shouldSayWithTheRenewalWhetherItKnowsThatADeviceRings() {
    call.ring(CallMode.ADVANCED, "bob");
    call.passQuietly(Duration.ofSeconds(14));
    call.drain("bob");
    call.time.pass(Duration.ofSeconds(1));
    assertThat(renewal("bob").rings()).isFalse();
    call.ref.tell(new CallCommand.Rings("bob", 1));
    call.passQuietly(Duration.ofSeconds(14));
    call.drain("bob");

    call.time.pass(Duration.ofSeconds(1));

    assertThat(renewal("bob").rings()).isTrue();
  }

  private UserCommand.Renewal renewal(String userId) {
    return call.users.get(userId).expectMessageClass(UserCommand.Renewal.class);
  }

  @Test
  void shouldTellEverythingToAUserWhoKnowsNothing() {
    call.ring(CallMode.ADVANCED, "bob");

    call.ref.tell(new CallCommand.TellMe("bob"));

    assertThat(call.raised("bob")).containsExactly("IncomingCallReceived");
  }

  /** While it began he asked again and again; what he is told is under way. */
  @Test
  void shouldTellOnceWhoAsksAgainAtOnce() {
    call.ring(CallMode.ADVANCED, "bob");

    call.ref.tell(new CallCommand.TellMe("bob"));
    call.ref.tell(new CallCommand.TellMe("bob"));
    call.snapshot("alice");

    call.announcement("bob");
    call.users.get("bob").expectNoMessage(Duration.ZERO);
    call.time.pass(Outbox.SOON);
    call.ref.tell(new CallCommand.TellMe("bob"));
    call.announcement("bob");
    call.time.pass(Patience.DEFAULT.repeat());
    call.announcement("bob");
  }

  @Test
  void shouldTellALongStoryFromTheStartInParts() {
    call.ring(CallMode.ADVANCED, "bob");
    for (int i = 0; i < 40; i++) {
      Origin carol = RunningCall.origin("carol", "c1", "r" + i);
      call.perform(carol, i % 2 == 0 ? new Operation.Join("c1") : new Operation.Quit("c1"));
      call.drain("carol");
      call.drain("alice");
    }

    call.ref.tell(new CallCommand.TellMe("alice"));

    List<UserCommand.Entry> heard = new ArrayList<>();
    while (heard.size() < 41) {
      UserCommand.Announcement part = call.announcement("alice");
      assertThat(part.entries()).hasSizeLessThanOrEqualTo(Outbox.AT_ONCE);
      call.users.get("alice").expectNoMessage(Duration.ZERO);
      heard.addAll(part.entries());
      call.hear("alice", part);
    }
    assertThat(heard.get(0).number()).isEqualTo(1);
    assertThat(heard).extracting(UserCommand.Entry::number).isSorted().doesNotHaveDuplicates();
    assertThat(heard.get(0).notices()).hasSize(1);
  }

  @Test
  void shouldLetAMemberQuitWhoIsAwayForLongerThanHisGrace() {
    call.ring(CallMode.ADVANCED, "bob");
    call.perform(RunningCall.BOB, new Operation.Accept("c1", ""));
    call.answer("bob");
    call.ref.tell(new CallCommand.Away("bob"));
    call.drain("alice");
    call.drain("bob");

    call.passQuietly(Duration.ofSeconds(44));
    assertThat(call.snapshot("alice").isLive()).isTrue();
    call.passQuietly(Duration.ofSeconds(1));

    assertThat(call.raisedUntil("alice", "CallEnded"))
        .containsExactly("InvitationUserStateChanged[bob QUIT]", "CallEnded");
  }

  @Test
  void shouldLoseTheCallerOfAGeneralCallBeforeAnAnswer() {
    call.ring(CallMode.GENERAL, "bob", "carol");
    call.ref.tell(new CallCommand.Away("alice"));
    call.drain("alice");

    call.passQuietly(Duration.ofSeconds(10));

    assertThat(call.raisedUntil("carol", "Missed CALLER_LOST")).contains("IncomingCallCanceled");
  }

  @Test
  void shouldNotMissWhoIsAwayFromAnAnsweredGeneralCall() {
    call.ring(CallMode.GENERAL, "bob", "carol");
    call.perform(RunningCall.BOB, new Operation.Accept("c1", ""));
    call.answer("bob");
    call.ref.tell(new CallCommand.Away("alice"));
    call.ref.tell(new CallCommand.Away("bob"));
    call.users.keySet().forEach(call::drain);

    call.passQuietly(Duration.ofSeconds(59));

    CallSnapshot shown = call.snapshot("alice");
    assertThat(shown.isLive()).isTrue();
    assertThat(shown.members()).extracting(CallMember::state).doesNotContain(MemberState.QUIT);
  }
}
