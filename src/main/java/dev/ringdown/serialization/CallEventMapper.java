package dev.ringdown.serialization;

import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MissedReason;
import dev.ringdown.call.CallEvent;
import dev.ringdown.call.Draft;
import dev.ringdown.call.Origin;
import dev.ringdown.call.RingRequest;
import dev.ringdown.serialization.proto.CallEventProto;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@link CallEvent} to {@code call_event.proto} and back, exactly.
 *
 * <p>Every {@code fromProto} throws IllegalArgumentException on an enum number that this version
 * does not know, and ignores fields that it does not know.
 */
final class CallEventMapper {
  static final EnumNumbers<CallType> CALL_TYPES =
      new EnumNumbers<>(CallType.class, CallEventProto.CallType.getDescriptor());
  private static final EnumNumbers<CallMode> MODES =
      new EnumNumbers<>(CallMode.class, CallEventProto.CallMode.getDescriptor());
  private static final EnumNumbers<GlarePolicy> GLARE_POLICIES =
      new EnumNumbers<>(GlarePolicy.class, CallEventProto.GlarePolicy.getDescriptor());
  static final EnumNumbers<MissedReason> MISSED_REASONS =
      new EnumNumbers<>(MissedReason.class, CallEventProto.MissedReason.getDescriptor());
  private static final EnumNumbers<EndReason> END_REASONS =
      new EnumNumbers<>(EndReason.class, CallEventProto.EndReason.getDescriptor());

  private CallEventMapper() {}

  static CallEventProto.Created toProto(CallEvent.Created event) {
    return CallEventProto.Created.newBuilder()
        .setAt(toProto(event.at()))
        .setCaller(toProto(event.caller()))
        .setDraft(toProto(event.draft()))
        .build();
  }

  static CallEvent.Created fromProto(CallEventProto.Created event) {
    return new CallEvent.Created(
        fromProto(event.getCaller()), fromProto(event.getDraft()), fromProto(event.getAt()));
  }

  static CallEventProto.InviteesAdded toProto(CallEvent.InviteesAdded event) {
    return CallEventProto.InviteesAdded.newBuilder()
        .setAt(toProto(event.at()))
        .setInviter(toProto(event.inviter()))
        .addAllRings(toProto(event.rings()))
        .addAllRefused(event.refused())
        .build();
  }

  static CallEvent.InviteesAdded fromProto(CallEventProto.InviteesAdded event) {
    return new CallEvent.InviteesAdded(
        fromProto(event.getInviter()),
        fromProto(event.getRingsList()),
        event.getRefusedList(),
        fromProto(event.getAt()));
  }

  static CallEventProto.Accepted toProto(CallEvent.Accepted event) {
    CallEventProto.Accepted.Builder accepted =
        CallEventProto.Accepted.newBuilder()
            .setAt(toProto(event.at()))
            .setBy(toProto(event.by()))
            .setCustomData(event.customData());
    event.merged().ifPresent(accepted::setMerged);
    return accepted.build();
  }

  static CallEvent.Accepted fromProto(CallEventProto.Accepted event) {
    return new CallEvent.Accepted(
        fromProto(event.getBy()),
        event.getCustomData(),
        event.hasMerged() ? Optional.of(event.getMerged()) : Optional.empty(),
        fromProto(event.getAt()));
  }

  static CallEventProto.Declined toProto(CallEvent.Declined event) {
    return CallEventProto.Declined.newBuilder()
        .setAt(toProto(event.at()))
        .setBy(toProto(event.by()))
        .setCustomData(event.customData())
        .build();
  }

  static CallEvent.Declined fromProto(CallEventProto.Declined event) {
    return new CallEvent.Declined(
        fromProto(event.getBy()), event.getCustomData(), fromProto(event.getAt()));
  }

  static CallEventProto.AnsweredBusy toProto(CallEvent.AnsweredBusy event) {
    return CallEventProto.AnsweredBusy.newBuilder()
        .setAt(toProto(event.at()))
        .setBy(toProto(event.by()))
        .setCustomData(event.customData())
        .build();
  }

  static CallEvent.AnsweredBusy fromProto(CallEventProto.AnsweredBusy event) {
    return new CallEvent.AnsweredBusy(
        fromProto(event.getBy()), event.getCustomData(), fromProto(event.getAt()));
  }

  static CallEventProto.TurnedAway toProto(CallEvent.TurnedAway event) {
    return CallEventProto.TurnedAway.newBuilder()
        .setAt(toProto(event.at()))
        .setUserId(event.userId())
        .setReasonValue(MISSED_REASONS.of(event.reason()))
        .build();
  }

  static CallEvent.TurnedAway fromProto(CallEventProto.TurnedAway event) {
    return new CallEvent.TurnedAway(
        event.getUserId(), MISSED_REASONS.at(event.getReasonValue()), fromProto(event.getAt()));
  }

  static CallEventProto.TimedOut toProto(CallEvent.TimedOut event) {
    return CallEventProto.TimedOut.newBuilder()
        .setAt(toProto(event.at()))
        .addAllUserIds(event.userIds())
        .build();
  }

  static CallEvent.TimedOut fromProto(CallEventProto.TimedOut event) {
    return new CallEvent.TimedOut(event.getUserIdsList(), fromProto(event.getAt()));
  }

  static CallEventProto.Cancelled toProto(CallEvent.Cancelled event) {
    CallEventProto.Cancelled.Builder cancelled =
        CallEventProto.Cancelled.newBuilder()
            .setAt(toProto(event.at()))
            .addAllUserIds(event.userIds())
            .addAllNotCancelled(event.notCancelled())
            .setCustomData(event.customData())
            .setReasonValue(END_REASONS.of(event.reason()));
    event.by().ifPresent(by -> cancelled.setBy(toProto(by)));
    return cancelled.build();
  }

  static CallEvent.Cancelled fromProto(CallEventProto.Cancelled event) {
    return new CallEvent.Cancelled(
        event.getUserIdsList(),
        event.getNotCancelledList(),
        event.hasBy() ? Optional.of(fromProto(event.getBy())) : Optional.empty(),
        event.getCustomData(),
        END_REASONS.at(event.getReasonValue()),
        fromProto(event.getAt()));
  }

  static CallEventProto.Joined toProto(CallEvent.Joined event) {
    return CallEventProto.Joined.newBuilder()
        .setAt(toProto(event.at()))
        .setBy(toProto(event.by()))
        .build();
  }

  static CallEvent.Joined fromProto(CallEventProto.Joined event) {
    return new CallEvent.Joined(fromProto(event.getBy()), fromProto(event.getAt()));
  }

  static CallEventProto.Quit toProto(CallEvent.Quit event) {
    CallEventProto.Quit.Builder quit =
        CallEventProto.Quit.newBuilder().setAt(toProto(event.at())).setUserId(event.userId());
    event.by().ifPresent(by -> quit.setBy(toProto(by)));
    return quit.build();
  }

  static CallEvent.Quit fromProto(CallEventProto.Quit event) {
    return new CallEvent.Quit(
        event.getUserId(),
        event.hasBy() ? Optional.of(fromProto(event.getBy())) : Optional.empty(),
        fromProto(event.getAt()));
  }

  static CallEventProto.Ended toProto(CallEvent.Ended event) {
    CallEventProto.Ended.Builder ended =
        CallEventProto.Ended.newBuilder()
            .setAt(toProto(event.at()))
            .setReasonValue(END_REASONS.of(event.reason()))
            .setOwesMissedCalls(event.owesMissedCalls());
    event.by().ifPresent(by -> ended.setBy(toProto(by)));
    event.into().ifPresent(ended::setInto);
    return ended.build();
  }

  static CallEvent.Ended fromProto(CallEventProto.Ended event) {
    return new CallEvent.Ended(
        END_REASONS.at(event.getReasonValue()),
        event.hasBy() ? Optional.of(fromProto(event.getBy())) : Optional.empty(),
        event.hasInto() ? Optional.of(event.getInto()) : Optional.empty(),
        event.getOwesMissedCalls(),
        fromProto(event.getAt()));
  }

  static CallEventProto.Settled toProto(CallEvent.Settled event) {
    return CallEventProto.Settled.newBuilder().setAt(toProto(event.at())).build();
  }

  static CallEvent.Settled fromProto(CallEventProto.Settled event) {
    return new CallEvent.Settled(fromProto(event.getAt()));
  }

  private static CallEventProto.Draft toProto(Draft draft) {
    return CallEventProto.Draft.newBuilder()
        .setCallId(draft.callId())
        .setRoom(draft.room())
        .setCallTypeValue(CALL_TYPES.of(draft.callType()))
        .setModeValue(MODES.of(draft.mode()))
        .setGlarePolicyValue(GLARE_POLICIES.of(draft.glarePolicy()))
        .setCustomData(draft.customData())
        .addAllRings(toProto(draft.rings()))
        .build();
  }

  private static Draft fromProto(CallEventProto.Draft draft) {
    return new Draft(
        draft.getCallId(),
        draft.getRoom(),
        CALL_TYPES.at(draft.getCallTypeValue()),
        MODES.at(draft.getModeValue()),
        GLARE_POLICIES.at(draft.getGlarePolicyValue()),
        draft.getCustomData(),
        fromProto(draft.getRingsList()));
  }

  private static List<CallEventProto.RingRequest> toProto(List<RingRequest> rings) {
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

  private static List<RingRequest> fromProto(List<CallEventProto.RingRequest> rings) {
    return rings.stream()
        .map(
            ring ->
                new RingRequest(
                    fromProto(ring.getUser()), fromProto(ring.getTimeout()), ring.getSilent()))
        .toList();
  }

  private static CallEventProto.Origin toProto(Origin origin) {
    return CallEventProto.Origin.newBuilder()
        .setUser(toProto(origin.user()))
        .setDevice(origin.device())
        .setSession(origin.session())
        .setRequestId(origin.requestId())
        .build();
  }

  private static Origin fromProto(CallEventProto.Origin origin) {
    return new Origin(
        fromProto(origin.getUser()),
        origin.getDevice(),
        origin.getSession(),
        origin.getRequestId());
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
}
