package dev.ringdown.gateway.wire;

import dev.ringdown.CallUser;
import dev.ringdown.Invitation;
import dev.ringdown.Operation;
import dev.ringdown.gateway.wire.proto.Invite;
import dev.ringdown.gateway.wire.proto.InviteMore;
import dev.ringdown.gateway.wire.proto.Invitee;
import dev.ringdown.gateway.wire.proto.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Requests to the engine's operations. What has no meaning there is refused here; whether a value
 * is within its limits is the engine's to say.
 */
final class Requests {
  private Requests() {}

  static FromClient read(Request request) {
    try {
      return new FromClient.Request(
          request.getId(), operation(request), request.getDialBack().getDefaultAction());
    } catch (BadValue bad) {
      return new FromClient.BadRequest(request.getId(), bad.error());
    }
  }

  private static Operation operation(Request request) throws BadValue {
    return switch (request.getOperationCase()) {
      case INVITE -> new Operation.Invite(invitation(request.getInvite()));
      case INVITE_MORE -> inviteMore(request.getInviteMore());
      case ACCEPT ->
          new Operation.Accept(
              request.getAccept().getCallId(), request.getAccept().getCustomData());
      case DECLINE ->
          new Operation.Decline(
              request.getDecline().getCallId(), request.getDecline().getCustomData());
      case BUSY ->
          new Operation.Busy(request.getBusy().getCallId(), request.getBusy().getCustomData());
      case IGNORE -> new Operation.Ignore(request.getIgnore().getCallId());
      case CANCEL ->
          new Operation.Cancel(
              request.getCancel().getCallId(),
              Set.copyOf(request.getCancel().getInviteesList()),
              request.getCancel().getCustomData());
      case JOIN -> new Operation.Join(request.getJoin().getCallId());
      case QUIT -> new Operation.Quit(request.getQuit().getCallId());
      case END -> new Operation.End(request.getEnd().getCallId());
      case GET_CALL -> new Operation.GetCall(request.getGetCall().getCallId());
      case ACTIVE_CALLS -> new Operation.ActiveCalls();
      case LIST_MISSED_CALLS ->
          new Operation.ListMissedCalls(
              request.getListMissedCalls().getOffset(), request.getListMissedCalls().getLimit());
      case MISSED_CALLS_SEEN ->
          new Operation.MissedCallsSeen(request.getMissedCallsSeen().getUpTo());
      case MISSED_CALL_CLICKED ->
          new Operation.MissedCallClicked(request.getMissedCallClicked().getCallId());
      case DIAL_BACK -> new Operation.DialBack(request.getDialBack().getCallId());
      case OPERATION_NOT_SET ->
          throw new BadValue("operation", "missing", "one of those of client.proto");
    };
  }

  private static Invitation invitation(Invite invite) throws BadValue {
    return new Invitation(
        Words.CALL_TYPES.at("callType", invite.getCallTypeValue()),
        callees(invite.getCalleesList()),
        invite.hasTimeout()
            ? Optional.of(Words.duration("timeout", invite.getTimeout()))
            : Optional.empty(),
        invite.getCustomData(),
        given(invite.getRoom()),
        Words.MODES.optional("mode", invite.getModeValue()),
        Words.GLARE_POLICIES.optional("glarePolicy", invite.getGlarePolicyValue()),
        given(invite.getCallId()));
  }

  private static Operation.InviteMore inviteMore(InviteMore more) throws BadValue {
    Optional<Duration> timeout =
        more.hasTimeout()
            ? Optional.of(Words.duration("timeout", more.getTimeout()))
            : Optional.empty();
    return new Operation.InviteMore(more.getCallId(), callees(more.getCalleesList()), timeout);
  }

  private static List<dev.ringdown.Invitee> callees(List<Invitee> callees) throws BadValue {
    List<dev.ringdown.Invitee> all = new ArrayList<>(callees.size());
    for (int i = 0; i < callees.size(); i++) {
      Invitee callee = callees.get(i);
      Optional<Duration> timeout =
          callee.hasTimeout()
              ? Optional.of(Words.duration("callees[" + i + "].timeout", callee.getTimeout()))
              : Optional.empty();
      CallUser user = CallUser.of(callee.getUser().getId(), callee.getUser().getName());
      all.add(new dev.ringdown.Invitee(user, timeout));
    }
    return all;
  }

  private static Optional<String> given(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
