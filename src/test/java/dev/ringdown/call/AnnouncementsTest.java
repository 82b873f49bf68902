package dev.ringdown.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who hears what, in which order: whole flows, every user. */
class AnnouncementsTest {
  private final Story story = new Story();

  @Test
  void shouldTellOfAnAccept() {
    story.rings(CallMode.ADVANCED, "bob");
    story.received("bob");
    story.accept("bob");

    assertThat(story.heard("alice"))
        .containsExactly(
            "OutgoingCallSent", "U[bob RINGING]", "OutgoingCallAccepted bob", "U[bob ACCEPTED]");
    assertThat(story.heard("bob"))
        .containsExactly(
            "IncomingCallReceived",
            "U[bob RINGING]",
            "bob1: IncomingCallAcceptButtonPressed",
            "but bob1: IncomingCallHandledElsewhere ACCEPTED",
            "U[bob ACCEPTED]");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void shouldTellOfADecline(CallMode mode) {
    story.rings(mode, "bob");
    story.received("bob");
    story.decline("bob");

    assertThat(story.heard("alice"))
        .containsExactly(
            "OutgoingCallSent",
            "U[bob RINGING]",
            "OutgoingCallDeclined",
            "U[bob DECLINED]",
            "CallEnded DECLINED");
    assertThat(story.heard("bob"))
        .containsExactly(
            "IncomingCallReceived",
            "U[bob RINGING]",
            "bob1: IncomingCallDeclineButtonPressed",
            "but bob1: IncomingCallHandledElsewhere DECLINED");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void shouldTellOfABusyCalleeAndRecordIt(CallMode mode) {
    story.rings(mode, "bob");
    story.ask(new CallRequest.TurnAway("bob", 1, MissedReason.BUSY));

    assertThat(story.heard("alice"))
        .containsExactly(
            "OutgoingCallSent", "OutgoingCallRejectedCauseBusy", "U[bob BUSY]", "CallEnded BUSY");
    assertThat(story.heard("bob")).containsExactly("IncomingCallReceived", "Missed BUSY");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void shouldTellOfABusyDeviceWithoutAMissedCall(CallMode mode) {
    story.rings(mode, "bob");
    story.perform("bob", new Operation.Busy("c1", ""));

    assertThat(story.heard("bob"))
        .containsExactly("IncomingCallReceived", "but bob1: IncomingCallHandledElsewhere BUSY");
    assertThat(story.heard("alice")).contains("OutgoingCallRejectedCauseBusy");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void shouldTellOfATimeoutAndRecordIt(CallMode mode) {
    story.rings(mode, "bob");
    story.received("bob");
    story.pass(Duration.ofSeconds(60));

    assertThat(story.heard("alice"))
        .containsExactly(
            "OutgoingCallSent",
            "U[bob RINGING]",
            "OutgoingCallTimeout [bob]",
            "U[bob TIMED_OUT]",
            "CallEnded NO_ANSWER");
    assertThat(story.heard("bob"))
        .containsExactly(
            "IncomingCallReceived", "U[bob RINGING]", "IncomingCallTimeout", "Missed TIMED_OUT");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void shouldTellOfACancelAndRecordIt(CallMode mode) {
    story.rings(mode, "bob");
    story.received("bob");
    story.cancel("alice");

    assertThat(story.heard("alice"))
        .containsExactly(
            "OutgoingCallSent",
            "U[bob RINGING]",
            "alice1: OutgoingCallCancelButtonPressed",
            "U[bob CANCELLED]",
            "CallEnded CANCELLED");
    assertThat(story.heard("bob"))
        .containsExactly(
            "IncomingCallReceived",
            "U[bob RINGING]",
            "IncomingCallCanceled CANCELLED",
            "Missed CANCELLED");
  }

  @Test
  void shouldTellAGroupOfEachOther() {
    story.rings(CallMode.ADVANCED, "bob", "carol");
    story.received("bob");
    story.received("carol");
    story.accept("bob");
    story.decline("carol");

    assertThat(story.heard("alice"))
        .containsExactly(
            "OutgoingCallSent",
            "U[bob RINGING]",
            "U[carol RINGING]",
            "OutgoingCallAccepted bob",
            "U[bob ACCEPTED]",
            "OutgoingCallDeclined",
            "U[carol DECLINED]");
    assertThat(story.heard("bob"))
        .containsExactly(
            "IncomingCallReceived",
            "U[bob RINGING]",
            "U[carol RINGING]",
            "bob1: IncomingCallAcceptButtonPressed",
            "but bob1: IncomingCallHandledElsewhere ACCEPTED",
            "U[bob ACCEPTED]",
            "U[carol DECLINED]");
    assertThat(story.heard("carol"))
        .containsExactly(
            "IncomingCallReceived",
            "U[bob RINGING]",
            "U[carol RINGING]",
            "U[bob ACCEPTED]",
            "carol1: IncomingCallDeclineButtonPressed",
            "but carol1: IncomingCallHandledElsewhere DECLINED");
  }

  @Test
  void shouldEndWhenOneOfTwoIsLeftAlone() {
    story.rings(CallMode.ADVANCED, "bob");
    story.accept("bob");
    story.perform("bob", new Operation.Quit("c1"));

    assertThat(story.heard("alice")).endsWith("U[bob QUIT]", "CallEnded EVERYBODY_LEFT");
    assertThat(story.heard("bob")).endsWith("U[bob ACCEPTED]", "U[bob QUIT]");
  }

  @Test
  void shouldEndAGeneralCallWithItsLastAnswer() {
    story.rings(CallMode.GENERAL, "bob");
    story.received("bob");
    story.accept("bob");

    assertThat(story.heard("alice"))
        .containsExactly(
            "OutgoingCallSent",
            "U[bob RINGING]",
            "OutgoingCallAccepted bob",
            "U[bob ACCEPTED]",
            "CallEnded ANSWERED");
    assertThat(story.heard("bob"))
        .containsExactly(
            "IncomingCallReceived",
            "U[bob RINGING]",
            "bob1: IncomingCallAcceptButtonPressed",
            "but bob1: IncomingCallHandledElsewhere ACCEPTED",
            "U[bob ACCEPTED]",
            "CallEnded ANSWERED");
  }

  @Test
  void shouldEndAGeneralGroupForThoseWhoAreInIt() {
    story.rings(CallMode.GENERAL, "bob", "carol");
    story.accept("bob");
    assertThat(story.heard("bob")).endsWith("U[bob ACCEPTED]");
    story.decline("carol");

    assertThat(story.heard("alice"))
        .containsExactly(
            "OutgoingCallSent",
            "OutgoingCallAccepted bob",
            "U[bob ACCEPTED]",
            "OutgoingCallDeclined",
            "U[carol DECLINED]",
            "CallEnded ANSWERED");
    assertThat(story.heard("bob")).endsWith("U[carol DECLINED]", "CallEnded ANSWERED");
    assertThat(story.heard("carol"))
        .containsExactly(
            "IncomingCallReceived",
            "U[bob ACCEPTED]",
            "carol1: IncomingCallDeclineButtonPressed",
            "but carol1: IncomingCallHandledElsewhere DECLINED");
  }

  @Test
  void shouldNotMindAMemberWhoIsLostFromAGeneralCall() {
    story.rings(CallMode.GENERAL, "bob", "carol");
    story.accept("bob");
    int heard = story.heard("alice").size();

    story.ask(new CallRequest.Lost("bob"));
    story.ask(new CallRequest.Lost("alice"));

    assertThat(story.state).isInstanceOf(Live.class);
    assertThat(story.heard("alice")).hasSize(heard);
  }

  @Test
  void shouldTellOfWhoJoinsWithoutAnAcceptedCallback() {
    story.rings(CallMode.ADVANCED, "bob");
    story.perform("carol", new Operation.Join("c1"));
    story.perform(story.by("carol", "carol2"), new Operation.Join("c1"));

    assertThat(story.heard("alice")).containsExactly("OutgoingCallSent", "U[carol ACCEPTED]");
    assertThat(story.heard("bob")).containsExactly("IncomingCallReceived", "U[carol ACCEPTED]");
    assertThat(story.heard("carol")).containsExactly("U[carol ACCEPTED]");
  }

  @Test
  void shouldCancelWhoStillRingsWhenAMemberEndsForAll() {
    story.rings(CallMode.ADVANCED, "bob", "carol");
    story.accept("bob");
    story.perform("bob", new Operation.End("c1"));

    assertThat(story.heard("carol")).endsWith("IncomingCallCanceled ENDED", "Missed CANCELLED");
    assertThat(story.heard("bob"))
        .endsWith("U[carol CANCELLED]", "U[bob ENDED]", "CallEnded ENDED");
    assertThat(story.heard("alice"))
        .endsWith("U[carol CANCELLED]", "U[bob ENDED]", "CallEnded ENDED");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void shouldTellOneCallbackForAllWhoTimeOutAtOnce(CallMode mode) {
    story.rings(mode, "bob", "carol");
    story.pass(Duration.ofSeconds(60));

    assertThat(story.heard("alice"))
        .containsExactly(
            "OutgoingCallSent",
            "OutgoingCallTimeout [bob, carol]",
            "U[bob TIMED_OUT, carol TIMED_OUT]",
            "CallEnded NO_ANSWER");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void shouldLetTheOthersRingOnWhenOneIsCancelled(CallMode mode) {
    story.rings(mode, "bob", "carol");
    story.cancel("alice", "bob");

    assertThat(story.heard("carol")).containsExactly("IncomingCallReceived", "U[bob CANCELLED]");
    assertThat(story.state).isInstanceOf(Live.class);
  }

  @Test
  void shouldTellTheInviterOfHisOwnInvitee() {
    story.rings(CallMode.ADVANCED, "bob");
    story.accept("bob");
    story.inviteMore("bob", "carol");
    story.accept("carol");

    assertThat(story.heard("bob"))
        .endsWith("U[carol INVITED]", "OutgoingCallAccepted carol", "U[carol ACCEPTED]");
    assertThat(story.heard("alice")).endsWith("U[carol INVITED]", "U[carol ACCEPTED]");
    assertThat(story.heard("carol")).startsWith("IncomingCallReceived");
  }

  @Test
  void shouldMergeBobsOwnCallIntoThisOne() {
    story.rings(CallMode.ADVANCED, "bob");
    story.ask(new CallRequest.Merge(story.by("bob"), "c2"));

    assertThat(story.heard("alice")).endsWith("OutgoingCallAccepted bob", "U[bob ACCEPTED]");
    assertThat(story.heard("bob"))
        .containsExactly(
            "IncomingCallReceived",
            "CallMerged",
            "OutgoingCallAccepted alice",
            "but bob1: IncomingCallHandledElsewhere ACCEPTED",
            "U[bob ACCEPTED]");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void shouldLeaveNothingMissedWhenMergedAway(CallMode mode) {
    story.rings(mode, "bob");
    story.ask(new CallRequest.MergedInto("c0"));

    assertThat(story.heard("alice")).endsWith("U[bob MERGED]", "CallEnded MERGED");
    assertThat(story.heard("bob"))
        .containsExactly("IncomingCallReceived", "IncomingCallHandledElsewhere MERGED");
  }

  @Test
  void shouldKeepSilentInviteesInTheDark() {
    RingRequest silent = new RingRequest(CallUser.of("bob"), Duration.ofSeconds(60), true);
    Draft draft =
        new Draft(
            "c1",
            "room",
            CallType.VOICE,
            CallMode.ADVANCED,
            GlarePolicy.MERGE,
            "",
            List.of(silent));
    story.ask(new CallRequest.Create(story.by("alice"), draft));
    story.pass(Duration.ofSeconds(60));

    assertThat(story.heard("bob")).isEmpty();
    assertThat(story.heard("alice"))
        .containsExactly(
            "OutgoingCallSent",
            "OutgoingCallTimeout [bob]",
            "U[bob TIMED_OUT]",
            "CallEnded NO_ANSWER");
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void shouldSayThatTheCallerWasLost(CallMode mode) {
    story.rings(mode, "bob");
    story.ask(new CallRequest.Lost("alice"));

    assertThat(story.heard("bob"))
        .endsWith("IncomingCallCanceled CALLER_LOST", "Missed CALLER_LOST");
    assertThat(story.heard("alice")).endsWith("U[bob CANCELLED]", "CallEnded CALLER_LOST");
  }
}
