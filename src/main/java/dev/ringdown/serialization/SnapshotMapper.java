package dev.ringdown.serialization;

import dev.ringdown.CallMember;
import dev.ringdown.CallSnapshot;
import dev.ringdown.CallUser;
import dev.ringdown.MemberState;
import dev.ringdown.serialization.proto.CallEventProto;
import dev.ringdown.serialization.proto.RingdownProto;
import java.util.List;
import java.util.Optional;

/** {@link CallSnapshot} to {@code ringdown.proto} and back, exactly. */
final class SnapshotMapper {
  static final EnumNumbers<MemberState> MEMBER_STATES =
      new EnumNumbers<>(MemberState.class, RingdownProto.MemberState.getDescriptor());

  private SnapshotMapper() {}

  static RingdownProto.CallSnapshot toProto(CallSnapshot call) {
    RingdownProto.CallSnapshot.Builder proto =
        RingdownProto.CallSnapshot.newBuilder()
            .setCallId(call.callId())
            .setCallTypeValue(WordMapper.CALL_TYPES.of(call.callType()))
            .setModeValue(WordMapper.MODES.of(call.mode()))
            .setGlarePolicyValue(WordMapper.GLARE_POLICIES.of(call.glarePolicy()))
            .setCustomData(call.customData())
            .setCreatedAt(WordMapper.toProto(call.createdAt()))
            .addAllMembers(call.members().stream().map(SnapshotMapper::toProto).toList())
            .setAsOf(WordMapper.toProto(call.asOf()));
    if (!call.room().equals(call.callId())) {
      proto.setRoom(call.room());
    }
    if (call.members().isEmpty() || !call.caller().equals(call.members().get(0).user())) {
      proto.setCaller(WordMapper.toProto(call.caller()));
    }
    call.answeredAt().map(WordMapper::toProto).ifPresent(proto::setAnsweredAt);
    call.endedAt().map(WordMapper::toProto).ifPresent(proto::setEndedAt);
    call.endReason().map(WordMapper.END_REASONS::of).ifPresent(proto::setEndReasonValue);
    return proto.build();
  }

  static CallSnapshot fromProto(RingdownProto.CallSnapshot call) {
    List<CallMember> members =
        call.getMembersList().stream().map(SnapshotMapper::fromProto).toList();
    return new CallSnapshot(
        call.getCallId(),
        call.hasRoom() ? call.getRoom() : call.getCallId(),
        WordMapper.CALL_TYPES.at(call.getCallTypeValue()),
        WordMapper.MODES.at(call.getModeValue()),
        WordMapper.GLARE_POLICIES.at(call.getGlarePolicyValue()),
        caller(call, members),
        call.getCustomData(),
        WordMapper.fromProto(call.getCreatedAt()),
        call.hasAnsweredAt()
            ? Optional.of(WordMapper.fromProto(call.getAnsweredAt()))
            : Optional.empty(),
        call.hasEndedAt() ? Optional.of(WordMapper.fromProto(call.getEndedAt())) : Optional.empty(),
        call.hasEndReason()
            ? Optional.of(WordMapper.END_REASONS.at(call.getEndReasonValue()))
            : Optional.empty(),
        members,
        WordMapper.fromProto(call.getAsOf()));
  }

  private static CallUser caller(RingdownProto.CallSnapshot call, List<CallMember> members) {
    if (call.hasCaller()) {
      return WordMapper.fromProto(call.getCaller());
    }
    if (members.isEmpty()) {
      throw new IllegalArgumentException("caller: missing (expected: him, or members)");
    }
    return members.get(0).user();
  }

  private static RingdownProto.CallMember toProto(CallMember member) {
    RingdownProto.CallMember.Builder proto =
        RingdownProto.CallMember.newBuilder()
            .setUser(WordMapper.toProto(member.user()))
            .setStateValue(MEMBER_STATES.of(member.state()))
            .setRing(member.ring())
            .setCustomData(member.customData());
    member.inviter().ifPresent(proto::setInviter);
    member.deadline().map(WordMapper::toProto).ifPresent(proto::setDeadline);
    return proto.build();
  }

  private static CallMember fromProto(RingdownProto.CallMember member) {
    CallEventProto.Instant deadline = member.getDeadline();
    return new CallMember(
        WordMapper.fromProto(member.getUser()),
        MEMBER_STATES.at(member.getStateValue()),
        member.getRing(),
        member.hasInviter() ? Optional.of(member.getInviter()) : Optional.empty(),
        member.hasDeadline() ? Optional.of(WordMapper.fromProto(deadline)) : Optional.empty(),
        member.getCustomData());
  }
}
