package dev.ringdown.serialization;

import dev.ringdown.call.CallEvent;
import dev.ringdown.serialization.proto.CallEventProto;
import java.util.Optional;

/**
 * {@link CallEvent} to {@code call_event.proto} and back, exactly.
 *
 * <p>Every {@code fromProto} throws IllegalArgumentException on an enum number that this version
 * does not know, and ignores fields that it does not know.
 */
final class CallEventMapper {
  private CallEventMapper() {}

  static CallEventProto.Created toProto(CallEvent.Created event) {
    return CallEventProto.Created.newBuilder()
        .setAt(WordMapper.toProto(event.at()))
        .setCaller(WordMapper.toProto(event.caller()))
        .setDraft(WordMapper.toProto(event.draft()))
        .build();
  }

  static CallEvent.Created fromProto(CallEventProto.Created event) {
    return new CallEvent.Created(
        WordMapper.fromProto(event.getCaller()),
        WordMapper.fromProto(event.getDraft()),
        WordMapper.fromProto(event.getAt()));
  }

  static CallEventProto.InviteesAdded toProto(CallEvent.InviteesAdded event) {
    return CallEventProto.InviteesAdded.newBuilder()
        .setAt(WordMapper.toProto(event.at()))
        .setInviter(WordMapper.toProto(event.inviter()))
        .addAllRings(WordMapper.ringsToProto(event.rings()))
        .addAllRefused(event.refused())
        .build();
  }

  static CallEvent.InviteesAdded fromProto(CallEventProto.InviteesAdded event) {
    return new CallEvent.InviteesAdded(
        WordMapper.fromProto(event.getInviter()),
        WordMapper.ringsFromProto(event.getRingsList()),
        event.getRefusedList(),
        WordMapper.fromProto(event.getAt()));
  }

  static CallEventProto.Accepted toProto(CallEvent.Accepted event) {
    CallEventProto.Accepted.Builder accepted =
        CallEventProto.Accepted.newBuilder()
            .setAt(WordMapper.toProto(event.at()))
            .setBy(WordMapper.toProto(event.by()))
            .setCustomData(event.customData());
    event.merged().ifPresent(accepted::setMerged);
    return accepted.build();
  }

  static CallEvent.Accepted fromProto(CallEventProto.Accepted event) {
    return new CallEvent.Accepted(
        WordMapper.fromProto(event.getBy()),
        event.getCustomData(),
        event.hasMerged() ? Optional.of(event.getMerged()) : Optional.empty(),
        WordMapper.fromProto(event.getAt()));
  }

  static CallEventProto.Declined toProto(CallEvent.Declined event) {
    return CallEventProto.Declined.newBuilder()
        .setAt(WordMapper.toProto(event.at()))
        .setBy(WordMapper.toProto(event.by()))
        .setCustomData(event.customData())
        .build();
  }

  static CallEvent.Declined fromProto(CallEventProto.Declined event) {
    return new CallEvent.Declined(
        WordMapper.fromProto(event.getBy()),
        event.getCustomData(),
        WordMapper.fromProto(event.getAt()));
  }

  static CallEventProto.AnsweredBusy toProto(CallEvent.AnsweredBusy event) {
    return CallEventProto.AnsweredBusy.newBuilder()
        .setAt(WordMapper.toProto(event.at()))
        .setBy(WordMapper.toProto(event.by()))
        .setCustomData(event.customData())
        .build();
  }

  static CallEvent.AnsweredBusy fromProto(CallEventProto.AnsweredBusy event) {
    return new CallEvent.AnsweredBusy(
        WordMapper.fromProto(event.getBy()),
        event.getCustomData(),
        WordMapper.fromProto(event.getAt()));
  }

  static CallEventProto.TurnedAway toProto(CallEvent.TurnedAway event) {
    return CallEventProto.TurnedAway.newBuilder()
        .setAt(WordMapper.toProto(event.at()))
        .setUserId(event.userId())
        .setReasonValue(WordMapper.MISSED_REASONS.of(event.reason()))
        .build();
  }

  static CallEvent.TurnedAway fromProto(CallEventProto.TurnedAway event) {
    return new CallEvent.TurnedAway(
        event.getUserId(),
        WordMapper.MISSED_REASONS.at(event.getReasonValue()),
        WordMapper.fromProto(event.getAt()));
  }

  static CallEventProto.TimedOut toProto(CallEvent.TimedOut event) {
    return CallEventProto.TimedOut.newBuilder()
        .setAt(WordMapper.toProto(event.at()))
        .addAllUserIds(event.userIds())
        .build();
  }

  static CallEvent.TimedOut fromProto(CallEventProto.TimedOut event) {
    return new CallEvent.TimedOut(event.getUserIdsList(), WordMapper.fromProto(event.getAt()));
  }

  static CallEventProto.Cancelled toProto(CallEvent.Cancelled event) {
    CallEventProto.Cancelled.Builder cancelled =
        CallEventProto.Cancelled.newBuilder()
            .setAt(WordMapper.toProto(event.at()))
            .addAllUserIds(event.userIds())
            .addAllNotCancelled(event.notCancelled())
            .setCustomData(event.customData())
            .setReasonValue(WordMapper.END_REASONS.of(event.reason()));
    event.by().ifPresent(by -> cancelled.setBy(WordMapper.toProto(by)));
    return cancelled.build();
  }

  static CallEvent.Cancelled fromProto(CallEventProto.Cancelled event) {
    return new CallEvent.Cancelled(
        event.getUserIdsList(),
        event.getNotCancelledList(),
        event.hasBy() ? Optional.of(WordMapper.fromProto(event.getBy())) : Optional.empty(),
        event.getCustomData(),
        WordMapper.END_REASONS.at(event.getReasonValue()),
        WordMapper.fromProto(event.getAt()));
  }

  static CallEventProto.Joined toProto(CallEvent.Joined event) {
    return CallEventProto.Joined.newBuilder()
        .setAt(WordMapper.toProto(event.at()))
        .setBy(WordMapper.toProto(event.by()))
        .build();
  }

  static CallEvent.Joined fromProto(CallEventProto.Joined event) {
    return new CallEvent.Joined(
        WordMapper.fromProto(event.getBy()), WordMapper.fromProto(event.getAt()));
  }

  static CallEventProto.Quit toProto(CallEvent.Quit event) {
    CallEventProto.Quit.Builder quit =
        CallEventProto.Quit.newBuilder()
            .setAt(WordMapper.toProto(event.at()))
            .setUserId(event.userId());
    event.by().ifPresent(by -> quit.setBy(WordMapper.toProto(by)));
    return quit.build();
  }

  static CallEvent.Quit fromProto(CallEventProto.Quit event) {
    return new CallEvent.Quit(
        event.getUserId(),
        event.hasBy() ? Optional.of(WordMapper.fromProto(event.getBy())) : Optional.empty(),
        WordMapper.fromProto(event.getAt()));
  }

  static CallEventProto.Kicked toProto(CallEvent.Kicked event) {
    return CallEventProto.Kicked.newBuilder()
        .setAt(WordMapper.toProto(event.at()))
        .setUserId(event.userId())
        .setCustomData(event.customData())
        .build();
  }

  static CallEvent.Kicked fromProto(CallEventProto.Kicked event) {
    return new CallEvent.Kicked(
        event.getUserId(), event.getCustomData(), WordMapper.fromProto(event.getAt()));
  }

  static CallEventProto.Ended toProto(CallEvent.Ended event) {
    CallEventProto.Ended.Builder ended =
        CallEventProto.Ended.newBuilder()
            .setAt(WordMapper.toProto(event.at()))
            .setReasonValue(WordMapper.END_REASONS.of(event.reason()))
            .setOwesMissedCalls(event.owesMissedCalls());
    event.by().ifPresent(by -> ended.setBy(WordMapper.toProto(by)));
    event.into().ifPresent(ended::setInto);
    return ended.build();
  }

  static CallEvent.Ended fromProto(CallEventProto.Ended event) {
    return new CallEvent.Ended(
        WordMapper.END_REASONS.at(event.getReasonValue()),
        event.hasBy() ? Optional.of(WordMapper.fromProto(event.getBy())) : Optional.empty(),
        event.hasInto() ? Optional.of(event.getInto()) : Optional.empty(),
        event.getOwesMissedCalls(),
        WordMapper.fromProto(event.getAt()));
  }

  static CallEventProto.Settled toProto(CallEvent.Settled event) {
    return CallEventProto.Settled.newBuilder().setAt(WordMapper.toProto(event.at())).build();
  }

  static CallEvent.Settled fromProto(CallEventProto.Settled event) {
    return new CallEvent.Settled(WordMapper.fromProto(event.getAt()));
  }
}
