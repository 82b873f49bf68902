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

  static UserEventProto.MissedCall toProto(MissedCall call) {
    return UserEventProto.MissedCall.newBuilder()
        .setNumber(call.number())
        .setCallId(call.callId())
        .setRing(call.ring())
        .setRoom(call.room())
        .setCaller(WordMapper.toProto(call.caller()))
        .setCallTypeValue(WordMapper.CALL_TYPES.of(call.callType()))
        .addAllCallees(WordMapper.usersToProto(call.callees()))
        .setCustomData(call.customData())
        .setAt(WordMapper.toProto(call.at()))
        .setRang(WordMapper.toProto(call.rang()))
        .setReasonValue(WordMapper.MISSED_REASONS.of(call.reason()))
        .build();
  }

  static MissedCall fromProto(UserEventProto.MissedCall call) {
    return new MissedCall(
        call.getNumber(),
        call.getCallId(),
        call.getRing(),
        call.getRoom(),
        WordMapper.fromProto(call.getCaller()),
        WordMapper.CALL_TYPES.at(call.getCallTypeValue()),
        WordMapper.usersFromProto(call.getCalleesList()),
        call.getCustomData(),
        WordMapper.fromProto(call.getAt()),
        WordMapper.fromProto(call.getRang()),
        WordMapper.MISSED_REASONS.at(call.getReasonValue()));
  }
}
