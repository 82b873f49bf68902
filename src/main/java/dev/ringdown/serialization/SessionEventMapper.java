package dev.ringdown.serialization;

import dev.ringdown.CloseReason;
import dev.ringdown.serialization.proto.RingdownProto;
import dev.ringdown.serialization.proto.SessionProto;
import dev.ringdown.session.SessionEvent;

/**
 * {@link SessionEvent} to {@code session.proto} and back, exactly, if the same is {@link Around} it
 * both times.
 */
final class SessionEventMapper {
  static final EnumNumbers<CloseReason> CLOSE_REASONS =
      new EnumNumbers<>(CloseReason.class, RingdownProto.CloseReason.getDescriptor());

  private SessionEventMapper() {}

  static SessionProto.SessionEvent toProto(SessionEvent event, Around around) {
    SessionProto.SessionEvent.Builder proto = SessionProto.SessionEvent.newBuilder();
    if (event instanceof SessionEvent.OfCall ofCall) {
      EventOfCallMapper.put(ofCall, around, proto);
    } else if (event instanceof SessionEvent.Connected connected) {
      proto.setConnected(toProto(connected));
    } else if (event instanceof SessionEvent.Error error) {
      proto.getErrorBuilder().setError(ResultMapper.toProto(error.error()));
    } else if (event instanceof SessionEvent.Closed closed) {
      proto.getClosedBuilder().setReasonValue(CLOSE_REASONS.of(closed.reason()));
    } else {
      throw WordMapper.unmapped(event);
    }
    return proto.build();
  }

  static SessionEvent fromProto(SessionProto.SessionEvent event, Around around) {
    return switch (event.getEventCase()) {
      case CONNECTED -> fromProto(event.getConnected());
      case ERROR -> new SessionEvent.Error(ResultMapper.fromProto(event.getError().getError()));
      case CLOSED -> new SessionEvent.Closed(CLOSE_REASONS.at(event.getClosed().getReasonValue()));
      case EVENT_NOT_SET -> throw WordMapper.missing("event");
      default -> EventOfCallMapper.fromProto(event, around);
    };
  }

  static SessionProto.SessionEvent.Connected toProto(SessionEvent.Connected connected) {
    return SessionProto.SessionEvent.Connected.newBuilder()
        .setSessionId(connected.sessionId())
        .addAllCalls(connected.calls().stream().map(SnapshotMapper::toProto).toList())
        .setUnreadMissedCalls(connected.unreadMissedCalls())
        .build();
  }

  static SessionEvent.Connected fromProto(SessionProto.SessionEvent.Connected connected) {
    return new SessionEvent.Connected(
        connected.getSessionId(),
        connected.getCallsList().stream().map(SnapshotMapper::fromProto).toList(),
        connected.getUnreadMissedCalls());
  }
}
