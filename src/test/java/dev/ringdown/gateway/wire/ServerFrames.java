package dev.ringdown.gateway.wire;

import dev.ringdown.CallMember;
import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MemberState;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedCalls;
import dev.ringdown.MissedReason;
import dev.ringdown.Outcome;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import dev.ringdown.session.SessionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of each frame that the gateway sends, with every field filled. */
final class ServerFrames {
  static final Instant NOW = Instant.parse("2026-05-04T03:02:01.500Z");

  private static final CallUser ALICE = CallUser.of("alice", "Alice");
  private static final CallUser BOB = CallUser.of("bob", "Bob");
  private static final Instant DEADLINE = NOW.plusSeconds(42);

  private ServerFrames() {}

  static Map<String, ToClient> all() {
    Map<String, ToClient> all = new LinkedHashMap<>();
    all.put(
        "Welcome",
        new ToClient.Welcome(
            "session", true, ALICE, "phone", Duration.ofSeconds(30), Duration.ofSeconds(10), NOW));
    all.put("Pong", new ToClient.Pong());
    all.put("TokenExpires", new ToClient.TokenExpires(NOW));
    all.put(
        "Goodbye",
        new ToClient.Goodbye(
            GoodbyeReason.SLOW_READER, "too slow", true, Optional.of(Duration.ofMillis(1500))));
    results().forEach((name, result) -> all.put("Reply-" + name, new ToClient.Reply("r", result)));
    events().forEach((name, event) -> all.put("Event-" + name, new ToClient.Event(7, event)));
    return all;
  }

  private static Map<String, Result> results() {
    Map<String, Result> all = new LinkedHashMap<>();
    all.put("Done", new Result.Done());
    all.put(
        "Invited",
        new Result.Invited(
            "call",
            "room",
            Map.of("carol", ErrorCode.NOT_PERMITTED, "bob", ErrorCode.ALREADY_IN_CALL)));
    all.put("Joined", new Result.Joined("call", "room", NOW));
    all.put("Cancelled", new Result.Cancelled("call", List.of("bob"), List.of("carol")));
    all.put("Snapshot", new Result.Snapshot(ended()));
    all.put("Snapshots", new Result.ActiveCalls(List.of(ringing(), ended())));
    all.put("MissedCalls", new Result.Missed(new MissedCalls(List.of(missed()), 3, 14)));
    all.put("Error", new Result.Failed(error()));
    return all;
  }

  private static Map<String, SessionEvent> events() {
    Map<String, SessionEvent> all = new LinkedHashMap<>();
    for (SessionEvent event :
        List.of(
            new SessionEvent.Connected("session", List.of(ringing()), 2),
            new SessionEvent.IncomingCallReceived(
                "call",
                ALICE,
                BOB,
                CallType.VIDEO,
                List.of(BOB, CallUser.of("carol")),
                "data \u6F22",
                "room",
                CallMode.ADVANCED,
                2,
                DEADLINE,
                Duration.ofSeconds(50)),
            new SessionEvent.IncomingCallCanceled("call", ALICE, "data", EndReason.CALLER_LOST),
            new SessionEvent.IncomingCallTimeout("call", ALICE),
            new SessionEvent.IncomingCallDeclineButtonPressed("call"),
            new SessionEvent.IncomingCallAcceptButtonPressed("call"),
            new SessionEvent.OutgoingCallSent("call", ALICE, CallType.VOICE, List.of(BOB), "data"),
            new SessionEvent.OutgoingCallCancelButtonPressed("call"),
            new SessionEvent.OutgoingCallAccepted("call", BOB),
            new SessionEvent.OutgoingCallDeclined("call", BOB, "data"),
            new SessionEvent.OutgoingCallRejectedCauseBusy("call", BOB, "data"),
            new SessionEvent.OutgoingCallTimeout("call", List.of(BOB), true),
            new SessionEvent.InvitationUserStateChanged(
                "call",
                List.of(new SessionEvent.UserState(BOB, MemberState.NOT_YET_RECEIVED, "data"))),
            new SessionEvent.IncomingMissedCallClicked(
                "call", ALICE, CallType.VIDEO, List.of(BOB), "data"),
            new SessionEvent.IncomingMissedCallDialBackFailed("call", error()),
            new SessionEvent.CallMerged("call", "into", "room"),
            new SessionEvent.IncomingCallHandledElsewhere("call", Outcome.DECLINED),
            new SessionEvent.CallEnded("call", EndReason.EVERYBODY_LEFT, Duration.ofMillis(90_250)),
            new SessionEvent.Error(error()))) {
      all.put(event.getClass().getSimpleName(), event);
    }
    return all;
  }

  private static RingdownError error() {
    return new RingdownError(
        ErrorCode.ALREADY_ANSWERED,
        "a sentence",
        Optional.of("callees[2].id"),
        Optional.of(Outcome.BUSY),
        Optional.of(NOW),
        Optional.of("session"),
        Optional.of("into"),
        Optional.of(Duration.ofSeconds(3)),
        Optional.empty());
  }

  private static CallSnapshot ringing() {
    return snapshot(Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static CallSnapshot ended() {
    return snapshot(
        Optional.of(NOW.minusSeconds(5)),
        Optional.of(NOW.minusSeconds(2)),
        Optional.of(EndReason.ENDED));
  }

  private static CallSnapshot snapshot(
      Optional<Instant> answered, Optional<Instant> ended, Optional<EndReason> reason) {
    return new CallSnapshot(
        "call",
        "room",
        CallType.VOICE,
        CallMode.GENERAL,
        GlarePolicy.MERGE,
        ALICE,
        "data",
        NOW.minusSeconds(9),
        answered,
        ended,
        reason,
        List.of(
            new CallMember(ALICE, MemberState.ACCEPTED, 0, Optional.empty(), Optional.empty(), ""),
            new CallMember(
                BOB, MemberState.RINGING, 1, Optional.of("alice"), Optional.of(DEADLINE), "his")),
        NOW.minusSeconds(1));
  }

  private static MissedCall missed() {
    return new MissedCall(
        11,
        "call",
        1,
        "room",
        ALICE,
        CallType.VIDEO,
        List.of(BOB),
        "data",
        NOW,
        Duration.ofSeconds(60),
        MissedReason.DO_NOT_DISTURB);
  }
}
