package dev.ringdown.gateway.wire;

import com.google.protobuf.util.Durations;
import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MemberState;
import dev.ringdown.MissedReason;
import dev.ringdown.Outcome;
import dev.ringdown.gateway.wire.proto.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The words that frames have in common. */
final class Words {
  static final EnumNames<CallType> CALL_TYPES =
      new EnumNames<>(
          CallType.class, dev.ringdown.gateway.wire.proto.CallType.Enum.getDescriptor());
  static final EnumNames<CallMode> MODES =
      new EnumNames<>(
          CallMode.class, dev.ringdown.gateway.wire.proto.CallMode.Enum.getDescriptor());
  static final EnumNames<GlarePolicy> GLARE_POLICIES =
      new EnumNames<>(
          GlarePolicy.class, dev.ringdown.gateway.wire.proto.GlarePolicy.Enum.getDescriptor());
  static final EnumNames<MemberState> MEMBER_STATES =
      new EnumNames<>(
          MemberState.class, dev.ringdown.gateway.wire.proto.MemberState.Enum.getDescriptor());
  static final EnumNames<Outcome> OUTCOMES =
      new EnumNames<>(Outcome.class, dev.ringdown.gateway.wire.proto.Outcome.Enum.getDescriptor());
  static final EnumNames<EndReason> END_REASONS =
      new EnumNames<>(
          EndReason.class, dev.ringdown.gateway.wire.proto.EndReason.Enum.getDescriptor());
  static final EnumNames<MissedReason> MISSED_REASONS =
      new EnumNames<>(
          MissedReason.class, dev.ringdown.gateway.wire.proto.MissedReason.Enum.getDescriptor());
  static final EnumNames<ErrorCode> ERROR_CODES =
      new EnumNames<>(
          ErrorCode.class, dev.ringdown.gateway.wire.proto.ErrorCode.Enum.getDescriptor());
  static final EnumNames<GoodbyeReason> GOODBYE_REASONS =
      new EnumNames<>(
          GoodbyeReason.class, dev.ringdown.gateway.wire.proto.GoodbyeReason.Enum.getDescriptor());

  private Words() {}

  static List<User> users(List<CallUser> users) {
    return users.stream().map(Words::user).toList();
  }

  static User user(CallUser user) {
    return User.newBuilder().setId(user.id()).setName(user.isNamed() ? user.name() : "").build();
  }

  static com.google.protobuf.Timestamp time(Instant instant) {
    return com.google.protobuf.Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  static com.google.protobuf.Duration duration(Duration duration) {
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }

  /** From now to the deadline; never negative. */
  static com.google.protobuf.Duration remaining(Instant now, Instant deadline) {
    return deadline.isAfter(now) ? duration(Duration.between(now, deadline)) : Durations.ZERO;
  }

  static Duration duration(String field, com.google.protobuf.Duration duration) throws BadValue {
    if (!Durations.isValid(duration)) {
      throw new BadValue(
          field,
          duration.getSeconds() + " s and " + duration.getNanos() + " ns",
          "at most 10,000 years, and nanoseconds of less than a second and of the same sign");
    }
    // A negative one has negative nanoseconds, which this adds.
    return Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
  }
}
