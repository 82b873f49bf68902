package dev.ringdown.gateway.wire;

import dev.ringdown.CallMember;
import dev.ringdown.CallSnapshot;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import dev.ringdown.gateway.wire.proto.Call;
import dev.ringdown.gateway.wire.proto.Cancelled;
import dev.ringdown.gateway.wire.proto.Done;
import dev.ringdown.gateway.wire.proto.Error;
import dev.ringdown.gateway.wire.proto.Invited;
import dev.ringdown.gateway.wire.proto.Joined;
import dev.ringdown.gateway.wire.proto.Member;
import dev.ringdown.gateway.wire.proto.MissedCall;
import dev.ringdown.gateway.wire.proto.MissedCalls;
import dev.ringdown.gateway.wire.proto.Refused;
import dev.ringdown.gateway.wire.proto.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What requests are answered with. */
final class Results {
  private Results() {}

  static Reply reply(String id, Result result, Instant now) {
    Reply.Builder reply = Reply.newBuilder().setId(id);
    if (result instanceof Result.Done) {
      reply.setDone(Done.getDefaultInstance());
    } else if (result instanceof Result.Invited invited) {
      reply.setInvited(invited(invited));
    } else if (result instanceof Result.Joined joined) {
      reply.setJoined(
          Joined.newBuilder()
              .setCallId(joined.callId())
              .setRoom(joined.room())
              .setAt(Words.time(joined.at())));
    } else if (result instanceof Result.Cancelled cancelled) {
      reply.setCancelled(
          Cancelled.newBuilder()
              .setCallId(cancelled.callId())
              .addAllCancelled(cancelled.cancelled())
              .addAllNotCancelled(cancelled.notCancelled()));
    } else if (result instanceof Result.Snapshot snapshot) {
      reply.getSnapshotBuilder().setCall(call(snapshot.call(), now));
    } else if (result instanceof Result.ActiveCalls active) {
      reply.getSnapshotsBuilder().addAllCalls(calls(active.calls(), now));
    } else if (result instanceof Result.Missed missed) {
      reply.setMissedCalls(missed(missed.missedCalls()));
    } else {
      reply.setError(error(((Result.Failed) result).error()));
    }
    return reply.build();
  }

  private static Invited invited(Result.Invited invited) {
    Invited.Builder wire = Invited.newBuilder().setCallId(invited.callId()).setRoom(invited.room());
    invited.refused().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            refused ->
                wire.addRefused(
                    Refused.newBuilder()
                        .setUserId(refused.getKey())
                        .setCodeValue(Words.ERROR_CODES.of(refused.getValue()))));
    return wire.build();
  }

  static List<Call> calls(List<CallSnapshot> calls, Instant now) {
    return calls.stream().map(call -> call(call, now)).toList();
  }

  private static Call call(CallSnapshot call, Instant now) {
    Call.Builder wire =
        Call.newBuilder()
            .setCallId(call.callId())
            .setRoom(call.room())
            .setCallTypeValue(Words.CALL_TYPES.of(call.callType()))
            .setModeValue(Words.MODES.of(call.mode()))
            .setCaller(Words.user(call.caller()))
            .setCustomData(call.customData())
            .setCreatedAt(Words.time(call.createdAt()))
            .setAsOf(Words.time(call.asOf()));
    call.answeredAt().map(Words::time).ifPresent(wire::setAnsweredAt);
    call.endedAt().map(Words::time).ifPresent(wire::setEndedAt);
    call.endReason().map(Words.END_REASONS::of).ifPresent(wire::setEndReasonValue);
    call.members().forEach(member -> wire.addMembers(member(member, now)));
    return wire.build();
  }

  private static Member member(CallMember member, Instant now) {
    Member.Builder wire =
        Member.newBuilder()
            .setUser(Words.user(member.user()))
            .setStateValue(Words.MEMBER_STATES.of(member.state()))
            .setRing(member.ring())
            .setCustomData(member.customData());
    member.inviter().ifPresent(wire::setInviter);
    member
        .deadline()
        .ifPresent(
            deadline ->
                wire.setDeadline(Words.time(deadline))
                    .setRemaining(Words.remaining(now, deadline)));
    return wire.build();
  }

  private static MissedCalls missed(dev.ringdown.MissedCalls missed) {
    return MissedCalls.newBuilder()
        .addAllCalls(missed.calls().stream().map(Results::missed).toList())
        .setUnread(missed.unread())
        .setTotal(missed.total())
        .build();
  }

  private static MissedCall missed(dev.ringdown.MissedCall missed) {
    return MissedCall.newBuilder()
        .setNumber(missed.number())
        .setCallId(missed.callId())
        .setRing(missed.ring())
        .setRoom(missed.room())
        .setCaller(Words.user(missed.caller()))
        .setCallTypeValue(Words.CALL_TYPES.of(missed.callType()))
        .addAllCallees(Words.users(missed.callees()))
        .setCustomData(missed.customData())
        .setAt(Words.time(missed.at()))
        .setRang(Words.duration(missed.rang()))
        .setReasonValue(Words.MISSED_REASONS.of(missed.reason()))
        .build();
  }

  static Error error(RingdownError error) {
    Error.Builder wire =
        Error.newBuilder()
            .setCodeValue(Words.ERROR_CODES.of(error.code()))
            .setMessage(error.message());
    error.field().ifPresent(wire::setField);
    error.outcome().map(Words.OUTCOMES::of).ifPresent(wire::setOutcomeValue);
    error.decidedAt().map(Words::time).ifPresent(wire::setDecidedAt);
    error.decidedBy().ifPresent(wire::setDecidedBy);
    error.intoCallId().ifPresent(wire::setIntoCallId);
    error.retryAfter().map(Words::duration).ifPresent(wire::setRetryAfter);
    return wire.build();
  }
}
