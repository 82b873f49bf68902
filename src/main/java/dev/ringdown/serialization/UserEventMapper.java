package dev.ringdown.serialization;

import dev.ringdown.MissedCall;
import dev.ringdown.serialization.proto.UserEventProto;
import dev.ringdown.user.UserEvent;
import dev.ringdown.user.UserState;

/** {@link UserEvent} and {@link UserState} to {@code user_event.proto} and back, exactly. */
final class UserEventMapper {
  private UserEventMapper() {}

  static UserEventProto.MissedCallRecorded toProto(UserEvent.MissedCallRecorded event) {
    return UserEventProto.MissedCallRecorded.newBuilder().setCall(toProto(event.call())).build();
  }

  static UserEvent.MissedCallRecorded fromProto(UserEventProto.MissedCallRecorded event) {
    return new UserEvent.MissedCallRecorded(fromProto(event.getCall()));
  }

  static UserEventProto.MissedCallsSeen toProto(UserEvent.MissedCallsSeen event) {
    return UserEventProto.MissedCallsSeen.newBuilder().setUpTo(event.upTo()).build();
  }

  static UserEvent.MissedCallsSeen fromProto(UserEventProto.MissedCallsSeen event) {
    return new UserEvent.MissedCallsSeen(event.getUpTo());
  }

  static UserEventProto.UserState toProto(UserState state) {
    return UserEventProto.UserState.newBuilder()
        .addAllCalls(state.calls().stream().map(UserEventMapper::toProto).toList())
        .setRecorded(state.recorded())
        .setSeenUpTo(state.seenUpTo())
        .build();
  }

  static UserState fromProto(UserEventProto.UserState state) {
    return new UserState(
        state.getCallsList().stream().map(UserEventMapper::fromProto).toList(),
        state.getRecorded(),
        state.getSeenUpTo());
  }

  private static UserEventProto.MissedCall toProto(MissedCall call) {
    return UserEventProto.MissedCall.newBuilder()
        .setNumber(call.number())
        .setCallId(call.callId())
        .setRing(call.ring())
        .setRoom(call.room())
        .setCaller(CallEventMapper.toProto(call.caller()))
        .setCallTypeValue(CallEventMapper.CALL_TYPES.of(call.callType()))
        .addAllCallees(call.callees().stream().map(CallEventMapper::toProto).toList())
        .setCustomData(call.customData())
        .setAt(CallEventMapper.toProto(call.at()))
        .setRang(CallEventMapper.toProto(call.rang()))
        .setReasonValue(CallEventMapper.MISSED_REASONS.of(call.reason()))
        .build();
  }

  private static MissedCall fromProto(UserEventProto.MissedCall call) {
    return new MissedCall(
        call.getNumber(),
        call.getCallId(),
        call.getRing(),
        call.getRoom(),
        CallEventMapper.fromProto(call.getCaller()),
        CallEventMapper.CALL_TYPES.at(call.getCallTypeValue()),
        call.getCalleesList().stream().map(CallEventMapper::fromProto).toList(),
        call.getCustomData(),
        CallEventMapper.fromProto(call.getAt()),
        CallEventMapper.fromProto(call.getRang()),
        CallEventMapper.MISSED_REASONS.at(call.getReasonValue()));
  }
}
