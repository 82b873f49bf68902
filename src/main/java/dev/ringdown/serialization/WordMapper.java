package dev.ringdown.serialization;

import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MissedReason;
import dev.ringdown.call.Draft;
import dev.ringdown.call.Origin;
import dev.ringdown.call.RingRequest;
import dev.ringdown.serialization.proto.CallEventProto;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The words that stored events and messages have in common, to {@code call_event.proto} and back,
 * exactly.
 */
final class WordMapper {
  static final EnumNumbers<CallType> CALL_TYPES =
      new EnumNumbers<>(CallType.class, CallEventProto.CallType.getDescriptor());
  static final EnumNumbers<CallMode> MODES =
      new EnumNumbers<>(CallMode.class, CallEventProto.CallMode.getDescriptor());
  static final EnumNumbers<GlarePolicy> GLARE_POLICIES =
      new EnumNumbers<>(GlarePolicy.class, CallEventProto.GlarePolicy.getDescriptor());
  static final EnumNumbers<MissedReason> MISSED_REASONS =
      new EnumNumbers<>(MissedReason.class, CallEventProto.MissedReason.getDescriptor());
  static final EnumNumbers<EndReason> END_REASONS =
      new EnumNumbers<>(EndReason.class, CallEventProto.EndReason.getDescriptor());

  private WordMapper() {}

  static CallEventProto.Draft toProto(Draft draft) {
    return CallEventProto.Draft.newBuilder()
        .setCallId(draft.callId())
        .setRoom(draft.room())
        .setCallTypeValue(CALL_TYPES.of(draft.callType()))
        .setModeValue(MODES.of(draft.mode()))
        .setGlarePolicyValue(GLARE_POLICIES.of(draft.glarePolicy()))
        .setCustomData(draft.customData())
        .addAllRings(ringsToProto(draft.rings()))
        .build();
  }

  static Draft fromProto(CallEventProto.Draft draft) {
    return new Draft(
        draft.getCallId(),
        draft.getRoom(),
        CALL_TYPES.at(draft.getCallTypeValue()),
        MODES.at(draft.getModeValue()),
        GLARE_POLICIES.at(draft.getGlarePolicyValue()),
        draft.getCustomData(),
        ringsFromProto(draft.getRingsList()));
  }

  static List<CallEventProto.RingRequest> ringsToProto(List<RingRequest> rings) {
    return rings.stream()
        .map(
            ring ->
                CallEventProto.RingRequest.newBuilder()
                    .setUser(toProto(ring.user()))
                    .setTimeout(toProto(ring.timeout()))
                    .setSilent(ring.silent())
                    .build())
        .toList();
  }

  static List<RingRequest> ringsFromProto(List<CallEventProto.RingRequest> rings) {
    return rings.stream()
        .map(
            ring ->
                new RingRequest(
                    fromProto(ring.getUser()), fromProto(ring.getTimeout()), ring.getSilent()))
        .toList();
  }

  static CallEventProto.Origin toProto(Origin origin) {
    return CallEventProto.Origin.newBuilder()
        .setUser(toProto(origin.user()))
        .setDevice(origin.device())
        .setSession(origin.session())
        .setRequestId(origin.requestId())
        .build();
  }

  static Origin fromProto(CallEventProto.Origin origin) {
    return new Origin(
        fromProto(origin.getUser()),
        origin.getDevice(),
        origin.getSession(),
        origin.getRequestId());
  }

  static List<CallEventProto.CallUser> usersToProto(List<CallUser> users) {
    return users.stream().map(WordMapper::toProto).toList();
  }

  static List<CallUser> usersFromProto(List<CallEventProto.CallUser> users) {
    return users.stream().map(WordMapper::fromProto).toList();
  }

  static CallEventProto.CallUser toProto(CallUser user) {
    return CallEventProto.CallUser.newBuilder()
        .setId(user.id())
        .setName(user.isNamed() ? user.name() : "")
        .build();
  }

  static CallUser fromProto(CallEventProto.CallUser user) {
    return CallUser.of(user.getId(), user.getName());
  }

  static CallEventProto.Instant toProto(Instant instant) {
    return CallEventProto.Instant.newBuilder()
        .setEpochSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  static Instant fromProto(CallEventProto.Instant instant) {
    return Instant.ofEpochSecond(instant.getEpochSeconds(), instant.getNanos());
  }

  static CallEventProto.Duration toProto(Duration duration) {
    return CallEventProto.Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }

  static Duration fromProto(CallEventProto.Duration duration) {
    return Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
  }

  /** Of a variant that is not there, or that only a newer version knows. */
  static IllegalArgumentException missing(String what) {
    return new IllegalArgumentException(
        what + ": missing (expected: one that is known; written by a newer version?)");
  }

  /** Of a variant that was added without its message. */
  static IllegalArgumentException unmapped(Object object) {
    return new IllegalArgumentException(
        object.getClass().getName() + ": no message (expected: one in proto/)");
  }
}
