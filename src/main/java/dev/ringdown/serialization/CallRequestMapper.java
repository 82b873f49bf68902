package dev.ringdown.serialization;

import dev.ringdown.Operation;
import dev.ringdown.call.CallRequest;
import dev.ringdown.call.Origin;
import dev.ringdown.serialization.proto.CallProto;
import java.util.Optional;
import java.util.Set;

/**
 * {@link CallRequest} to {@code call.proto} and back, exactly, if the same user asks both times.
 * Who makes a request is who asks, as a rule, and not said twice.
 */
final class CallRequestMapper {
  private CallRequestMapper() {}

  static CallProto.CallRequest toProto(CallRequest request, Optional<Origin> asking) {
    CallProto.CallRequest.Builder proto = CallProto.CallRequest.newBuilder();
    by(request)
        .filter(by -> asking.filter(by::equals).isEmpty())
        .map(WordMapper::toProto)
        .ifPresent(proto::setBy);
    if (request instanceof CallRequest.Create create) {
      proto.getCreateBuilder().setDraft(WordMapper.toProto(create.draft()));
    } else if (request instanceof CallRequest.InviteMore more) {
      proto.getInviteMoreBuilder().addAllRings(WordMapper.ringsToProto(more.rings()));
    } else if (request instanceof CallRequest.Perform perform) {
      proto.getPerformBuilder().setOperation(OperationMapper.toProto(perform.operation()));
    } else if (request instanceof CallRequest.TurnAway away) {
      proto
          .getTurnAwayBuilder()
          .setUserId(away.userId())
          .setRing(away.ring())
          .setReasonValue(WordMapper.MISSED_REASONS.of(away.reason()));
    } else if (request instanceof CallRequest.Merge merge) {
      proto.getMergeBuilder().setOwnCallId(merge.ownCallId());
    } else if (request instanceof CallRequest.MergedInto into) {
      proto.getMergedIntoBuilder().setCallId(into.callId());
    } else if (request instanceof CallRequest.Lost lost) {
      proto.getLostBuilder().setUserId(lost.userId());
    } else if (request instanceof CallRequest.Revoke) {
      proto.setRevoke(CallProto.CallRequest.Revoke.getDefaultInstance());
    } else if (request instanceof CallRequest.Due) {
      proto.setDue(CallProto.CallRequest.Due.getDefaultInstance());
    } else if (request instanceof CallRequest.TakeBack back) {
      proto
          .getTakeBackBuilder()
          .addAllInvitees(back.invitees().stream().sorted().toList())
          .setCustomData(back.customData());
    } else if (request instanceof CallRequest.Finish) {
      proto.setFinish(CallProto.CallRequest.Finish.getDefaultInstance());
    } else if (request instanceof CallRequest.Kick kick) {
      proto.getKickBuilder().setUserId(kick.userId()).setCustomData(kick.customData());
    } else if (request instanceof CallRequest.Show) {
      proto.setShow(CallProto.CallRequest.Show.getDefaultInstance());
    } else {
      throw WordMapper.unmapped(request);
    }
    return proto.build();
  }

  private static Optional<Origin> by(CallRequest request) {
    if (request instanceof CallRequest.Create create) {
      return Optional.of(create.caller());
    } else if (request instanceof CallRequest.InviteMore more) {
      return Optional.of(more.by());
    } else if (request instanceof CallRequest.Perform perform) {
      return Optional.of(perform.by());
    } else if (request instanceof CallRequest.Merge merge) {
      return Optional.of(merge.by());
    }
    return Optional.empty();
  }

  static CallRequest fromProto(CallProto.CallRequest request, Optional<Origin> asking) {
    Optional<Origin> by =
        request.hasBy() ? Optional.of(WordMapper.fromProto(request.getBy())) : asking;
    return switch (request.getRequestCase()) {
      case CREATE ->
          new CallRequest.Create(said(by), WordMapper.fromProto(request.getCreate().getDraft()));
      case INVITE_MORE ->
          new CallRequest.InviteMore(
              said(by), WordMapper.ringsFromProto(request.getInviteMore().getRingsList()));
      case PERFORM ->
          new CallRequest.Perform(
              said(by), onCall(OperationMapper.fromProto(request.getPerform().getOperation())));
      case TURN_AWAY ->
          new CallRequest.TurnAway(
              request.getTurnAway().getUserId(),
              request.getTurnAway().getRing(),
              WordMapper.MISSED_REASONS.at(request.getTurnAway().getReasonValue()));
      case MERGE -> new CallRequest.Merge(said(by), request.getMerge().getOwnCallId());
      case MERGED_INTO -> new CallRequest.MergedInto(request.getMergedInto().getCallId());
      case LOST -> new CallRequest.Lost(request.getLost().getUserId());
      case REVOKE -> new CallRequest.Revoke();
      case DUE -> new CallRequest.Due();
      case TAKE_BACK ->
          new CallRequest.TakeBack(
              Set.copyOf(request.getTakeBack().getInviteesList()),
              request.getTakeBack().getCustomData());
      case FINISH -> new CallRequest.Finish();
      case KICK ->
          new CallRequest.Kick(request.getKick().getUserId(), request.getKick().getCustomData());
      case SHOW -> new CallRequest.Show();
      case REQUEST_NOT_SET -> throw WordMapper.missing("request");
    };
  }

  private static Origin said(Optional<Origin> by) {
    return by.orElseThrow(() -> new IllegalArgumentException("by: missing (expected: who asks)"));
  }

  private static Operation.OnCall onCall(Operation operation) {
    if (operation instanceof Operation.OnCall onCall) {
      return onCall;
    }
    throw new IllegalArgumentException(
        "operation: %s (expected: one on a call)".formatted(operation.getClass().getSimpleName()));
  }
}
