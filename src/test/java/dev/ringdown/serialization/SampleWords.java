package dev.ringdown.serialization;

import dev.ringdown.CallMember;
import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.GlarePolicy;
import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.MemberState;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedCalls;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Outcome;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import dev.ringdown.call.Draft;
import dev.ringdown.call.Origin;
import dev.ringdown.call.RingRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What samples are made of. None of it ever changes once a golden file holds it. */
final class SampleWords {
  static final Instant AT = Instant.parse("2026-03-01T08:30:15.123456789Z");
  static final Origin ANN =
      new Origin(CallUser.of("ann", "Ann Lee"), "ann-phone", "session-1", "request-1");
  static final Origin BOB = new Origin(CallUser.of("bob"), "bob-tablet", "session-2", "request-2");
  static final CallUser ZOE = CallUser.of("zoë", "Zoë 🎉");
  static final RingRequest RING_BOB =
      new RingRequest(CallUser.of("bob"), Duration.ofSeconds(60), false);
  static final RingRequest RING_ZOE = new RingRequest(ZOE, Duration.ofMillis(1500), true);
  static final String DATA = "{\"topic\":\"☕\"}";

  static final Draft DRAFT =
      new Draft(
          "call-1",
          "room-1",
          CallType.VIDEO,
          CallMode.ADVANCED,
          GlarePolicy.MERGE,
          DATA,
          List.of(RING_BOB, RING_ZOE));

  static final MissedCall MISSED =
      new MissedCall(
          7,
          "call-1",
          2,
          "room-1",
          ANN.user(),
          CallType.VIDEO,
          List.of(BOB.user(), ZOE),
          DATA,
          AT,
          Duration.ofMillis(1500),
          MissedReason.BUSY);

  static final CallSnapshot LIVE =
      new CallSnapshot(
          "call-1",
          "room-1",
          CallType.VIDEO,
          CallMode.ADVANCED,
          GlarePolicy.MERGE,
          ANN.user(),
          DATA,
          AT,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(
              new CallMember(
                  ANN.user(), MemberState.ACCEPTED, 0, Optional.empty(), Optional.empty(), ""),
              new CallMember(
                  BOB.user(),
                  MemberState.RINGING,
                  2,
                  Optional.of("ann"),
                  Optional.of(AT.plusSeconds(60)),
                  "later")),
          AT.plusSeconds(1));

  static final CallSnapshot OVER =
      new CallSnapshot(
          "call-2",
          "call-2",
          CallType.VOICE,
          CallMode.GENERAL,
          GlarePolicy.REJECT,
          ZOE,
          "",
          AT,
          Optional.of(AT.plusSeconds(2)),
          Optional.of(AT.plusSeconds(3)),
          Optional.of(EndReason.ANSWERED),
          List.of(),
          AT.plusSeconds(4));

  static final RingdownError ERROR =
      new RingdownError(
          ErrorCode.ALREADY_ANSWERED,
          "expected an open invitation",
          Optional.of("callees[2].id"),
          Optional.of(Outcome.TIMED_OUT),
          Optional.of(AT),
          Optional.of("session-1"),
          Optional.of("call-0"),
          Optional.of(Duration.ofMillis(250)),
          Optional.empty());

  private SampleWords() {}

  static Map<String, Operation> operations() {
    List<Invitee> callees =
        List.of(Invitee.of("bob"), Invitee.of(ZOE).withTimeout(Duration.ofSeconds(30)));
    return Map.ofEntries(
        Map.entry(
            "Invite",
            new Operation.Invite(
                new Invitation(
                    CallType.VIDEO,
                    callees,
                    Optional.of(Duration.ofSeconds(45)),
                    DATA,
                    Optional.of("room-1"),
                    Optional.of(CallMode.GENERAL),
                    Optional.of(GlarePolicy.REJECT),
                    Optional.of("call-1")))),
        Map.entry("InviteByDefault", new Operation.Invite(Invitation.voice("bob"))),
        Map.entry(
            "InviteMore",
            new Operation.InviteMore("call-1", callees, Optional.of(Duration.ofSeconds(45)))),
        Map.entry("Received", new Operation.Received("call-1")),
        Map.entry("Accept", new Operation.Accept("call-1", "yes")),
        Map.entry("Decline", new Operation.Decline("call-1", "later")),
        Map.entry("Busy", new Operation.Busy("call-1", "on the phone")),
        Map.entry("Ignore", new Operation.Ignore("call-1")),
        Map.entry(
            "Cancel", new Operation.Cancel("call-1", Set.of("zoë", "bob", "cat"), "never mind")),
        Map.entry("Join", new Operation.Join("call-1")),
        Map.entry("Quit", new Operation.Quit("call-1")),
        Map.entry("End", new Operation.End("call-1")),
        Map.entry("GetCall", new Operation.GetCall("call-1")),
        Map.entry("ActiveCalls", new Operation.ActiveCalls()),
        Map.entry("ListMissedCalls", new Operation.ListMissedCalls(20, 10)),
        Map.entry("MissedCallsSeen", new Operation.MissedCallsSeen(7)),
        Map.entry("MissedCallClicked", new Operation.MissedCallClicked("call-1")),
        Map.entry("DialBack", new Operation.DialBack("call-1")));
  }

  static Map<String, Result> results() {
    return Map.of(
        "Done",
        new Result.Done(),
        "Invited",
        new Result.Invited(
            "call-1",
            "room-1",
            Map.of("zoë", ErrorCode.NOT_PERMITTED, "cat", ErrorCode.UNAVAILABLE)),
        "Joined",
        new Result.Joined("call-1", "call-1", AT),
        "Cancelled",
        new Result.Cancelled("call-1", List.of("bob"), List.of("zoë")),
        "Snapshot",
        new Result.Snapshot(OVER),
        "ActiveCalls",
        new Result.ActiveCalls(List.of(LIVE, OVER)),
        "Missed",
        new Result.Missed(new MissedCalls(List.of(MISSED), 1, 3)),
        "Failed",
        new Result.Failed(ERROR),
        "FailedAtALimit",
        new Result.Failed(
            RingdownError.argument(ErrorCode.INVALID_ARGUMENT, "timeout", "PT0S", "1 s to 600 s")),
        "FailedPlainly",
        new Result.Failed(RingdownError.of(ErrorCode.CALL_ENDED, "expected a live call")));
  }
}
