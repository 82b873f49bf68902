package dev.ringdown.serialization;

import dev.ringdown.CallUser;
import dev.ringdown.serialization.proto.SessionProto;
import dev.ringdown.session.SessionEvent;
import java.util.Optional;

/**
 * {@link SessionEvent.OfCall} to {@code session.proto} and back, exactly, if the same is {@link
 * Around} it both times.
 */
final class EventOfCallMapper {
  private EventOfCallMapper() {}

  static void put(
      SessionEvent.OfCall event, Around around, SessionProto.SessionEvent.Builder proto) {
    if (!isSaid(around.callId(), event.callId())) {
      proto.setCallId(event.callId());
    }
    if (event instanceof SessionEvent.IncomingCallReceived e) {
      proto.setIncomingCallReceived(toProto(e, around));
    } else if (event instanceof SessionEvent.IncomingCallCanceled e) {
      proto.setIncomingCallCanceled(toProto(e, around));
    } else if (event instanceof SessionEvent.IncomingCallTimeout e) {
      proto.setIncomingCallTimeout(toProto(e, around));
    } else if (event instanceof SessionEvent.IncomingCallDeclineButtonPressed) {
      proto.setIncomingCallDeclineButtonPressed(
          SessionProto.SessionEvent.IncomingCallDeclineButtonPressed.getDefaultInstance());
    } else if (event instanceof SessionEvent.IncomingCallAcceptButtonPressed) {
      proto.setIncomingCallAcceptButtonPressed(
          SessionProto.SessionEvent.IncomingCallAcceptButtonPressed.getDefaultInstance());
    } else if (event instanceof SessionEvent.OutgoingCallSent e) {
      proto.setOutgoingCallSent(toProto(e, around));
    } else if (event instanceof SessionEvent.OutgoingCallCancelButtonPressed) {
      proto.setOutgoingCallCancelButtonPressed(
          SessionProto.SessionEvent.OutgoingCallCancelButtonPressed.getDefaultInstance());
    } else if (event instanceof SessionEvent.OutgoingCallAccepted e) {
      proto.getOutgoingCallAcceptedBuilder().setCallee(WordMapper.toProto(e.callee()));
    } else if (event instanceof SessionEvent.OutgoingCallDeclined e) {
      proto
          .getOutgoingCallDeclinedBuilder()
          .setCallee(WordMapper.toProto(e.callee()))
          .setCustomData(e.customData());
    } else if (event instanceof SessionEvent.OutgoingCallRejectedCauseBusy e) {
      proto
          .getOutgoingCallRejectedCauseBusyBuilder()
          .setCallee(WordMapper.toProto(e.callee()))
          .setCustomData(e.customData());
    } else if (event instanceof SessionEvent.OutgoingCallTimeout e) {
      proto
          .getOutgoingCallTimeoutBuilder()
          .addAllCallees(WordMapper.usersToProto(e.callees()))
          .setIsVideoCall(e.isVideoCall());
    } else if (event instanceof SessionEvent.InvitationUserStateChanged e) {
      proto
          .getInvitationUserStateChangedBuilder()
          .addAllUsers(e.users().stream().map(EventOfCallMapper::toProto).toList());
    } else if (event instanceof SessionEvent.IncomingMissedCallClicked e) {
      proto.setIncomingMissedCallClicked(toProto(e));
    } else if (event instanceof SessionEvent.IncomingMissedCallDialBackFailed e) {
      proto
          .getIncomingMissedCallDialBackFailedBuilder()
          .setReason(ResultMapper.toProto(e.reason()));
    } else if (event instanceof SessionEvent.CallMerged e) {
      proto.setCallMerged(toProto(e));
    } else if (event instanceof SessionEvent.IncomingCallHandledElsewhere e) {
      proto
          .getIncomingCallHandledElsewhereBuilder()
          .setOutcomeValue(ResultMapper.OUTCOMES.of(e.outcome()));
    } else if (event instanceof SessionEvent.CallEnded e) {
      proto
          .getCallEndedBuilder()
          .setReasonValue(WordMapper.END_REASONS.of(e.reason()))
          .setDuration(WordMapper.toProto(e.duration()));
    } else {
      throw WordMapper.unmapped(event);
    }
  }

  static SessionEvent fromProto(SessionProto.SessionEvent event, Around around) {
    String callId = event.hasCallId() ? event.getCallId() : said(around.callId(), "call_id");
    return switch (event.getEventCase()) {
      case INCOMING_CALL_RECEIVED -> fromProto(callId, event.getIncomingCallReceived(), around);
      case INCOMING_CALL_CANCELED -> fromProto(callId, event.getIncomingCallCanceled(), around);
      case INCOMING_CALL_TIMEOUT -> fromProto(callId, event.getIncomingCallTimeout(), around);
      case INCOMING_CALL_DECLINE_BUTTON_PRESSED ->
          new SessionEvent.IncomingCallDeclineButtonPressed(callId);
      case INCOMING_CALL_ACCEPT_BUTTON_PRESSED ->
          new SessionEvent.IncomingCallAcceptButtonPressed(callId);
      case OUTGOING_CALL_SENT -> fromProto(callId, event.getOutgoingCallSent(), around);
      case OUTGOING_CALL_CANCEL_BUTTON_PRESSED ->
          new SessionEvent.OutgoingCallCancelButtonPressed(callId);
      case OUTGOING_CALL_ACCEPTED ->
          new SessionEvent.OutgoingCallAccepted(
              callId, WordMapper.fromProto(event.getOutgoingCallAccepted().getCallee()));
      case OUTGOING_CALL_DECLINED ->
          new SessionEvent.OutgoingCallDeclined(
              callId,
              WordMapper.fromProto(event.getOutgoingCallDeclined().getCallee()),
              event.getOutgoingCallDeclined().getCustomData());
      case OUTGOING_CALL_REJECTED_CAUSE_BUSY ->
          new SessionEvent.OutgoingCallRejectedCauseBusy(
              callId,
              WordMapper.fromProto(event.getOutgoingCallRejectedCauseBusy().getCallee()),
              event.getOutgoingCallRejectedCauseBusy().getCustomData());
      case OUTGOING_CALL_TIMEOUT ->
          new SessionEvent.OutgoingCallTimeout(
              callId,
              WordMapper.usersFromProto(event.getOutgoingCallTimeout().getCalleesList()),
              event.getOutgoingCallTimeout().getIsVideoCall());
      case INVITATION_USER_STATE_CHANGED ->
          new SessionEvent.InvitationUserStateChanged(
              callId,
              event.getInvitationUserStateChanged().getUsersList().stream()
                  .map(EventOfCallMapper::fromProto)
                  .toList());
      case INCOMING_MISSED_CALL_CLICKED -> fromProto(callId, event.getIncomingMissedCallClicked());
      case INCOMING_MISSED_CALL_DIAL_BACK_FAILED ->
          new SessionEvent.IncomingMissedCallDialBackFailed(
              callId,
              ResultMapper.fromProto(event.getIncomingMissedCallDialBackFailed().getReason()));
      case CALL_MERGED -> fromProto(callId, event.getCallMerged());
      case INCOMING_CALL_HANDLED_ELSEWHERE ->
          new SessionEvent.IncomingCallHandledElsewhere(
              callId,
              ResultMapper.OUTCOMES.at(event.getIncomingCallHandledElsewhere().getOutcomeValue()));
      case CALL_ENDED ->
          new SessionEvent.CallEnded(
              callId,
              WordMapper.END_REASONS.at(event.getCallEnded().getReasonValue()),
              WordMapper.fromProto(event.getCallEnded().getDuration()));
      default -> throw WordMapper.missing("event");
    };
  }

  private static SessionProto.SessionEvent.IncomingCallReceived toProto(
      SessionEvent.IncomingCallReceived event, Around around) {
    SessionProto.SessionEvent.IncomingCallReceived.Builder proto =
        SessionProto.SessionEvent.IncomingCallReceived.newBuilder()
            .setCallTypeValue(WordMapper.CALL_TYPES.of(event.callType()))
            .addAllCallees(WordMapper.usersToProto(event.callees()))
            .setModeValue(WordMapper.MODES.of(event.mode()))
            .setRing(event.ring())
            .setDeadline(WordMapper.toProto(event.deadline()))
            .setRemaining(WordMapper.toProto(event.remaining()));
    if (!isSaid(around.caller(), event.caller())) {
      proto.setCaller(WordMapper.toProto(event.caller()));
    }
    if (!event.inviter().equals(event.caller())) {
      proto.setInviter(WordMapper.toProto(event.inviter()));
    }
    if (!isSaid(around.customData(), event.customData())) {
      proto.setCustomData(event.customData());
    }
    if (!event.room().equals(event.callId())) {
      proto.setRoom(event.room());
    }
    return proto.build();
  }

  private static SessionEvent.IncomingCallReceived fromProto(
      String callId, SessionProto.SessionEvent.IncomingCallReceived event, Around around) {
    CallUser caller =
        event.hasCaller()
            ? WordMapper.fromProto(event.getCaller())
            : said(around.caller(), "caller");
    return new SessionEvent.IncomingCallReceived(
        callId,
        caller,
        event.hasInviter() ? WordMapper.fromProto(event.getInviter()) : caller,
        WordMapper.CALL_TYPES.at(event.getCallTypeValue()),
        WordMapper.usersFromProto(event.getCalleesList()),
        event.hasCustomData() ? event.getCustomData() : said(around.customData(), "custom_data"),
        event.hasRoom() ? event.getRoom() : callId,
        WordMapper.MODES.at(event.getModeValue()),
        event.getRing(),
        WordMapper.fromProto(event.getDeadline()),
        WordMapper.fromProto(event.getRemaining()));
  }

  private static SessionProto.SessionEvent.IncomingCallCanceled toProto(
      SessionEvent.IncomingCallCanceled event, Around around) {
    SessionProto.SessionEvent.IncomingCallCanceled.Builder proto =
        SessionProto.SessionEvent.IncomingCallCanceled.newBuilder()
            .setCustomData(event.customData())
            .setReasonValue(WordMapper.END_REASONS.of(event.reason()));
    if (!isSaid(around.caller(), event.caller())) {
      proto.setCaller(WordMapper.toProto(event.caller()));
    }
    return proto.build();
  }

  private static SessionEvent.IncomingCallCanceled fromProto(
      String callId, SessionProto.SessionEvent.IncomingCallCanceled event, Around around) {
    return new SessionEvent.IncomingCallCanceled(
        callId,
        event.hasCaller()
            ? WordMapper.fromProto(event.getCaller())
            : said(around.caller(), "caller"),
        event.getCustomData(),
        WordMapper.END_REASONS.at(event.getReasonValue()));
  }

  private static SessionProto.SessionEvent.IncomingCallTimeout toProto(
      SessionEvent.IncomingCallTimeout event, Around around) {
    SessionProto.SessionEvent.IncomingCallTimeout.Builder proto =
        SessionProto.SessionEvent.IncomingCallTimeout.newBuilder();
    if (!isSaid(around.caller(), event.caller())) {
      proto.setCaller(WordMapper.toProto(event.caller()));
    }
    return proto.build();
  }

  private static SessionEvent.IncomingCallTimeout fromProto(
      String callId, SessionProto.SessionEvent.IncomingCallTimeout event, Around around) {
    return new SessionEvent.IncomingCallTimeout(
        callId,
        event.hasCaller()
            ? WordMapper.fromProto(event.getCaller())
            : said(around.caller(), "caller"));
  }

  private static SessionProto.SessionEvent.OutgoingCallSent toProto(
      SessionEvent.OutgoingCallSent event, Around around) {
    SessionProto.SessionEvent.OutgoingCallSent.Builder proto =
        SessionProto.SessionEvent.OutgoingCallSent.newBuilder()
            .setCallTypeValue(WordMapper.CALL_TYPES.of(event.callType()))
            .addAllCallees(WordMapper.usersToProto(event.callees()));
    if (!isSaid(around.caller(), event.caller())) {
      proto.setCaller(WordMapper.toProto(event.caller()));
    }
    if (!isSaid(around.customData(), event.customData())) {
      proto.setCustomData(event.customData());
    }
    return proto.build();
  }

  private static SessionEvent.OutgoingCallSent fromProto(
      String callId, SessionProto.SessionEvent.OutgoingCallSent event, Around around) {
    return new SessionEvent.OutgoingCallSent(
        callId,
        event.hasCaller()
            ? WordMapper.fromProto(event.getCaller())
            : said(around.caller(), "caller"),
        WordMapper.CALL_TYPES.at(event.getCallTypeValue()),
        WordMapper.usersFromProto(event.getCalleesList()),
        event.hasCustomData() ? event.getCustomData() : said(around.customData(), "custom_data"));
  }

  private static SessionProto.SessionEvent.UserState toProto(SessionEvent.UserState user) {
    return SessionProto.SessionEvent.UserState.newBuilder()
        .setUser(WordMapper.toProto(user.user()))
        .setStateValue(SnapshotMapper.MEMBER_STATES.of(user.state()))
        .setCustomData(user.customData())
        .build();
  }

  private static SessionEvent.UserState fromProto(SessionProto.SessionEvent.UserState user) {
    return new SessionEvent.UserState(
        WordMapper.fromProto(user.getUser()),
        SnapshotMapper.MEMBER_STATES.at(user.getStateValue()),
        user.getCustomData());
  }

  private static SessionProto.SessionEvent.IncomingMissedCallClicked toProto(
      SessionEvent.IncomingMissedCallClicked event) {
    return SessionProto.SessionEvent.IncomingMissedCallClicked.newBuilder()
        .setCaller(WordMapper.toProto(event.caller()))
        .setCallTypeValue(WordMapper.CALL_TYPES.of(event.callType()))
        .addAllCallees(WordMapper.usersToProto(event.callees()))
        .setCustomData(event.customData())
        .build();
  }

  private static SessionEvent.IncomingMissedCallClicked fromProto(
      String callId, SessionProto.SessionEvent.IncomingMissedCallClicked event) {
    return new SessionEvent.IncomingMissedCallClicked(
        callId,
        WordMapper.fromProto(event.getCaller()),
        WordMapper.CALL_TYPES.at(event.getCallTypeValue()),
        WordMapper.usersFromProto(event.getCalleesList()),
        event.getCustomData());
  }

  private static SessionProto.SessionEvent.CallMerged toProto(SessionEvent.CallMerged event) {
    SessionProto.SessionEvent.CallMerged.Builder proto =
        SessionProto.SessionEvent.CallMerged.newBuilder().setIntoCallId(event.intoCallId());
    if (!event.room().equals(event.intoCallId())) {
      proto.setRoom(event.room());
    }
    return proto.build();
  }

  private static SessionEvent.CallMerged fromProto(
      String callId, SessionProto.SessionEvent.CallMerged event) {
    return new SessionEvent.CallMerged(
        callId, event.getIntoCallId(), event.hasRoom() ? event.getRoom() : event.getIntoCallId());
  }

  private static <T> boolean isSaid(Optional<T> around, T value) {
    return around.filter(value::equals).isPresent();
  }

  private static <T> T said(Optional<T> around, String what) {
    return around.orElseThrow(
        () ->
            new IllegalArgumentException(
                what + ": missing (expected: here, or in the message around it)"));
  }
}
