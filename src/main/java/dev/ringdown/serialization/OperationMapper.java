package dev.ringdown.serialization;

import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.Operation;
import dev.ringdown.serialization.proto.RingdownProto;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@link Operation} to {@code ringdown.proto} and back, exactly. */
final class OperationMapper {
  private OperationMapper() {}

  static RingdownProto.Operation toProto(Operation operation) {
    RingdownProto.Operation.Builder proto = RingdownProto.Operation.newBuilder();
    if (operation instanceof Operation.OnCall onCall) {
      put(onCall, proto.setCallId(onCall.callId()));
    } else if (operation instanceof Operation.Invite invite) {
      proto.getInviteBuilder().setInvitation(toProto(invite.invitation()));
    } else if (operation instanceof Operation.ActiveCalls) {
      proto.setActiveCalls(RingdownProto.Operation.ActiveCalls.getDefaultInstance());
    } else if (operation instanceof Operation.ListMissedCalls list) {
      proto.getListMissedCallsBuilder().setOffset(list.offset()).setLimit(list.limit());
    } else if (operation instanceof Operation.MissedCallsSeen seen) {
      proto.getMissedCallsSeenBuilder().setUpTo(seen.upTo());
    } else if (operation instanceof Operation.MissedCallClicked clicked) {
      proto
          .setCallId(clicked.callId())
          .setMissedCallClicked(RingdownProto.Operation.MissedCallClicked.getDefaultInstance());
    } else if (operation instanceof Operation.DialBack dialBack) {
      proto
          .setCallId(dialBack.callId())
          .setDialBack(RingdownProto.Operation.DialBack.getDefaultInstance());
    } else {
      throw WordMapper.unmapped(operation);
    }
    return proto.build();
  }

  private static void put(Operation.OnCall operation, RingdownProto.Operation.Builder proto) {
    if (operation instanceof Operation.InviteMore more) {
      proto.getInviteMoreBuilder().addAllCallees(toProto(more.callees()));
      more.timeout()
          .map(WordMapper::toProto)
          .ifPresent(timeout -> proto.getInviteMoreBuilder().setTimeout(timeout));
    } else if (operation instanceof Operation.Received) {
      proto.setReceived(RingdownProto.Operation.Received.getDefaultInstance());
    } else if (operation instanceof Operation.Accept accept) {
      proto.getAcceptBuilder().setCustomData(accept.customData());
    } else if (operation instanceof Operation.Decline decline) {
      proto.getDeclineBuilder().setCustomData(decline.customData());
    } else if (operation instanceof Operation.Busy busy) {
      proto.getBusyBuilder().setCustomData(busy.customData());
    } else if (operation instanceof Operation.Ignore) {
      proto.setIgnore(RingdownProto.Operation.Ignore.getDefaultInstance());
    } else if (operation instanceof Operation.Cancel cancel) {
      proto
          .getCancelBuilder()
          .addAllInvitees(cancel.invitees().stream().sorted().toList())
          .setCustomData(cancel.customData());
    } else if (operation instanceof Operation.Join) {
      proto.setJoin(RingdownProto.Operation.Join.getDefaultInstance());
    } else if (operation instanceof Operation.Quit) {
      proto.setQuit(RingdownProto.Operation.Quit.getDefaultInstance());
    } else if (operation instanceof Operation.End) {
      proto.setEnd(RingdownProto.Operation.End.getDefaultInstance());
    } else if (operation instanceof Operation.GetCall) {
      proto.setGetCall(RingdownProto.Operation.GetCall.getDefaultInstance());
    } else {
      throw WordMapper.unmapped(operation);
    }
  }

  static Operation fromProto(RingdownProto.Operation operation) {
    String callId = operation.getCallId();
    return switch (operation.getOperationCase()) {
      case INVITE -> new Operation.Invite(fromProto(operation.getInvite().getInvitation()));
      case INVITE_MORE -> fromProto(callId, operation.getInviteMore());
      case RECEIVED -> new Operation.Received(callId);
      case ACCEPT -> new Operation.Accept(callId, operation.getAccept().getCustomData());
      case DECLINE -> new Operation.Decline(callId, operation.getDecline().getCustomData());
      case BUSY -> new Operation.Busy(callId, operation.getBusy().getCustomData());
      case IGNORE -> new Operation.Ignore(callId);
      case CANCEL ->
          new Operation.Cancel(
              callId,
              Set.copyOf(operation.getCancel().getInviteesList()),
              operation.getCancel().getCustomData());
      case JOIN -> new Operation.Join(callId);
      case QUIT -> new Operation.Quit(callId);
      case END -> new Operation.End(callId);
      case GET_CALL -> new Operation.GetCall(callId);
      case ACTIVE_CALLS -> new Operation.ActiveCalls();
      case LIST_MISSED_CALLS ->
          new Operation.ListMissedCalls(
              operation.getListMissedCalls().getOffset(),
              operation.getListMissedCalls().getLimit());
      case MISSED_CALLS_SEEN ->
          new Operation.MissedCallsSeen(operation.getMissedCallsSeen().getUpTo());
      case MISSED_CALL_CLICKED -> new Operation.MissedCallClicked(callId);
      case DIAL_BACK -> new Operation.DialBack(callId);
      case OPERATION_NOT_SET -> throw WordMapper.missing("operation");
    };
  }

  private static Operation.InviteMore fromProto(
      String callId, RingdownProto.Operation.InviteMore more) {
    return new Operation.InviteMore(
        callId,
        fromProto(more.getCalleesList()),
        more.hasTimeout()
            ? Optional.of(WordMapper.fromProto(more.getTimeout()))
            : Optional.empty());
  }

  private static RingdownProto.Invitation toProto(Invitation invitation) {
    RingdownProto.Invitation.Builder proto =
        RingdownProto.Invitation.newBuilder()
            .setCallTypeValue(WordMapper.CALL_TYPES.of(invitation.callType()))
            .addAllCallees(toProto(invitation.callees()))
            .setCustomData(invitation.customData());
    invitation.timeout().map(WordMapper::toProto).ifPresent(proto::setTimeout);
    invitation.room().ifPresent(proto::setRoom);
    invitation.mode().map(WordMapper.MODES::of).ifPresent(proto::setModeValue);
    invitation
        .glarePolicy()
        .map(WordMapper.GLARE_POLICIES::of)
        .ifPresent(proto::setGlarePolicyValue);
    invitation.callId().ifPresent(proto::setCallId);
    return proto.build();
  }

  private static Invitation fromProto(RingdownProto.Invitation invitation) {
    return new Invitation(
        WordMapper.CALL_TYPES.at(invitation.getCallTypeValue()),
        fromProto(invitation.getCalleesList()),
        invitation.hasTimeout()
            ? Optional.of(WordMapper.fromProto(invitation.getTimeout()))
            : Optional.empty(),
        invitation.getCustomData(),
        invitation.hasRoom() ? Optional.of(invitation.getRoom()) : Optional.empty(),
        invitation.hasMode()
            ? Optional.of(WordMapper.MODES.at(invitation.getModeValue()))
            : Optional.empty(),
        invitation.hasGlarePolicy()
            ? Optional.of(WordMapper.GLARE_POLICIES.at(invitation.getGlarePolicyValue()))
            : Optional.empty(),
        invitation.hasCallId() ? Optional.of(invitation.getCallId()) : Optional.empty());
  }

  private static List<RingdownProto.Invitee> toProto(List<Invitee> invitees) {
    return invitees.stream().map(OperationMapper::toProto).toList();
  }

  private static List<Invitee> fromProto(List<RingdownProto.Invitee> invitees) {
    return invitees.stream().map(OperationMapper::fromProto).toList();
  }

  private static RingdownProto.Invitee toProto(Invitee invitee) {
    RingdownProto.Invitee.Builder proto =
        RingdownProto.Invitee.newBuilder().setUser(WordMapper.toProto(invitee.user()));
    invitee.timeout().map(WordMapper::toProto).ifPresent(proto::setTimeout);
    return proto.build();
  }

  private static Invitee fromProto(RingdownProto.Invitee invitee) {
    return new Invitee(
        WordMapper.fromProto(invitee.getUser()),
        invitee.hasTimeout()
            ? Optional.of(WordMapper.fromProto(invitee.getTimeout()))
            : Optional.empty());
  }
}
