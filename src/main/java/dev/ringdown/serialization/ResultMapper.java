package dev.ringdown.serialization;

import dev.ringdown.ErrorCode;
import dev.ringdown.MissedCalls;
import dev.ringdown.Outcome;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import dev.ringdown.serialization.proto.RingdownProto;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@link Result} and {@link RingdownError} to {@code ringdown.proto} and back, exactly. */
final class ResultMapper {
  static final EnumNumbers<Outcome> OUTCOMES =
      new EnumNumbers<>(Outcome.class, RingdownProto.Outcome.getDescriptor());
  private static final EnumNumbers<ErrorCode> ERROR_CODES =
      new EnumNumbers<>(ErrorCode.class, RingdownProto.ErrorCode.getDescriptor());

  private ResultMapper() {}

  static RingdownProto.Result toProto(Result result) {
    RingdownProto.Result.Builder proto = RingdownProto.Result.newBuilder();
    if (result instanceof Result.Done) {
      proto.setDone(RingdownProto.Result.Done.getDefaultInstance());
    } else if (result instanceof Result.Invited invited) {
      proto.setInvited(toProto(invited));
    } else if (result instanceof Result.Joined joined) {
      proto.setJoined(toProto(joined));
    } else if (result instanceof Result.Cancelled cancelled) {
      proto
          .getCancelledBuilder()
          .setCallId(cancelled.callId())
          .addAllCancelled(cancelled.cancelled())
          .addAllNotCancelled(cancelled.notCancelled());
    } else if (result instanceof Result.Snapshot snapshot) {
      proto.getSnapshotBuilder().setCall(SnapshotMapper.toProto(snapshot.call()));
    } else if (result instanceof Result.ActiveCalls active) {
      proto
          .getActiveCallsBuilder()
          .addAllCalls(active.calls().stream().map(SnapshotMapper::toProto).toList());
    } else if (result instanceof Result.Missed missed) {
      proto.setMissed(toProto(missed.missedCalls()));
    } else if (result instanceof Result.Failed failed) {
      proto.getFailedBuilder().setError(toProto(failed.error()));
    } else {
      throw WordMapper.unmapped(result);
    }
    return proto.build();
  }

  static Result fromProto(RingdownProto.Result result) {
    return switch (result.getResultCase()) {
      case DONE -> new Result.Done();
      case INVITED -> fromProto(result.getInvited());
      case JOINED -> fromProto(result.getJoined());
      case CANCELLED ->
          new Result.Cancelled(
              result.getCancelled().getCallId(),
              result.getCancelled().getCancelledList(),
              result.getCancelled().getNotCancelledList());
      case SNAPSHOT ->
          new Result.Snapshot(SnapshotMapper.fromProto(result.getSnapshot().getCall()));
      case ACTIVE_CALLS ->
          new Result.ActiveCalls(
              result.getActiveCalls().getCallsList().stream()
                  .map(SnapshotMapper::fromProto)
                  .toList());
      case MISSED -> new Result.Missed(fromProto(result.getMissed()));
      case FAILED -> new Result.Failed(fromProto(result.getFailed().getError()));
      case RESULT_NOT_SET -> throw WordMapper.missing("result");
    };
  }

  private static RingdownProto.Result.Invited toProto(Result.Invited invited) {
    RingdownProto.Result.Invited.Builder proto =
        RingdownProto.Result.Invited.newBuilder().setCallId(invited.callId());
    if (!invited.room().equals(invited.callId())) {
      proto.setRoom(invited.room());
    }
    invited.refused().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            refused ->
                proto
                    .addRefusedBuilder()
                    .setUserId(refused.getKey())
                    .setCodeValue(ERROR_CODES.of(refused.getValue())));
    return proto.build();
  }

  private static Result.Invited fromProto(RingdownProto.Result.Invited invited) {
    return new Result.Invited(
        invited.getCallId(),
        invited.hasRoom() ? invited.getRoom() : invited.getCallId(),
        invited.getRefusedList().stream()
            .collect(
                Collectors.toMap(
                    RingdownProto.Result.Refused::getUserId,
                    refused -> ERROR_CODES.at(refused.getCodeValue()))));
  }

  private static RingdownProto.Result.Joined toProto(Result.Joined joined) {
    RingdownProto.Result.Joined.Builder proto =
        RingdownProto.Result.Joined.newBuilder()
            .setCallId(joined.callId())
            .setAt(WordMapper.toProto(joined.at()));
    if (!joined.room().equals(joined.callId())) {
      proto.setRoom(joined.room());
    }
    return proto.build();
  }

  private static Result.Joined fromProto(RingdownProto.Result.Joined joined) {
    return new Result.Joined(
        joined.getCallId(),
        joined.hasRoom() ? joined.getRoom() : joined.getCallId(),
        WordMapper.fromProto(joined.getAt()));
  }

  private static RingdownProto.Result.Missed toProto(MissedCalls missed) {
    return RingdownProto.Result.Missed.newBuilder()
        .addAllCalls(missed.calls().stream().map(UserEventMapper::toProto).toList())
        .setUnread(missed.unread())
        .setTotal(missed.total())
        .build();
  }

  private static MissedCalls fromProto(RingdownProto.Result.Missed missed) {
    return new MissedCalls(
        missed.getCallsList().stream().map(UserEventMapper::fromProto).toList(),
        missed.getUnread(),
        missed.getTotal());
  }

  static RingdownProto.RingdownError toProto(RingdownError error) {
    RingdownProto.RingdownError.Builder proto =
        RingdownProto.RingdownError.newBuilder()
            .setCodeValue(ERROR_CODES.of(error.code()))
            .setMessage(error.message());
    error.field().ifPresent(proto::setField);
    error.outcome().map(OUTCOMES::of).ifPresent(proto::setOutcomeValue);
    error.decidedAt().map(WordMapper::toProto).ifPresent(proto::setDecidedAt);
    error.decidedBy().ifPresent(proto::setDecidedBy);
    error.intoCallId().ifPresent(proto::setIntoCallId);
    error.retryAfter().map(WordMapper::toProto).ifPresent(proto::setRetryAfter);
    error.limit().ifPresent(proto::setLimit);
    return proto.build();
  }

  static RingdownError fromProto(RingdownProto.RingdownError error) {
    return new RingdownError(
        ERROR_CODES.at(error.getCodeValue()),
        error.getMessage(),
        error.hasField() ? Optional.of(error.getField()) : Optional.empty(),
        error.hasOutcome() ? Optional.of(OUTCOMES.at(error.getOutcomeValue())) : Optional.empty(),
        error.hasDecidedAt()
            ? Optional.of(WordMapper.fromProto(error.getDecidedAt()))
            : Optional.empty(),
        error.hasDecidedBy() ? Optional.of(error.getDecidedBy()) : Optional.empty(),
        error.hasIntoCallId() ? Optional.of(error.getIntoCallId()) : Optional.empty(),
        error.hasRetryAfter()
            ? Optional.of(WordMapper.fromProto(error.getRetryAfter()))
            : Optional.empty(),
        error.hasLimit() ? Optional.of(error.getLimit()) : Optional.empty());
  }
}
