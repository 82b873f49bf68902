package dev.ringdown.serialization;

import dev.ringdown.call.Notice;
import dev.ringdown.serialization.proto.CallProto;
import dev.ringdown.serialization.proto.SessionProto;
import dev.ringdown.session.SessionEvent;

/**
 * {@link Notice} to {@code call.proto} and back, exactly, if the same is {@link Around} it both
 * times.
 */
final class NoticeMapper {
  private NoticeMapper() {}

  static CallProto.Notice toProto(Notice notice, Around around) {
    CallProto.Notice.Builder proto = CallProto.Notice.newBuilder();
    if (notice instanceof Notice.Ring ring) {
      proto.getRingBuilder().setEvent(toProto(ring.event(), around));
    } else if (notice instanceof Notice.ToRung to) {
      proto.getToRungBuilder().setEvent(toProto(to.event(), around));
    } else if (notice instanceof Notice.ToOthers to) {
      proto.getToOthersBuilder().setSession(to.session()).setEvent(toProto(to.event(), around));
    } else if (notice instanceof Notice.ToActing to) {
      proto.getToActingBuilder().setSession(to.session()).setEvent(toProto(to.event(), around));
    } else if (notice instanceof Notice.ToPrimary to) {
      proto.getToPrimaryBuilder().setDevice(to.device()).setEvent(toProto(to.event(), around));
    } else if (notice instanceof Notice.ToEvery to) {
      proto.getToEveryBuilder().setEvent(toProto(to.event(), around));
    } else if (notice instanceof Notice.Missed missed) {
      proto.getMissedBuilder().setCall(UserEventMapper.toProto(missed.call()));
    } else {
      throw WordMapper.unmapped(notice);
    }
    return proto.build();
  }

  static Notice fromProto(CallProto.Notice notice, Around around) {
    return switch (notice.getNoticeCase()) {
      case RING -> ring(fromProto(notice.getRing().getEvent(), around));
      case TO_RUNG -> new Notice.ToRung(fromProto(notice.getToRung().getEvent(), around));
      case TO_OTHERS ->
          new Notice.ToOthers(
              notice.getToOthers().getSession(),
              fromProto(notice.getToOthers().getEvent(), around));
      case TO_ACTING ->
          new Notice.ToActing(
              notice.getToActing().getSession(),
              fromProto(notice.getToActing().getEvent(), around));
      case TO_PRIMARY ->
          new Notice.ToPrimary(
              notice.getToPrimary().getDevice(),
              fromProto(notice.getToPrimary().getEvent(), around));
      case TO_EVERY -> new Notice.ToEvery(fromProto(notice.getToEvery().getEvent(), around));
      case MISSED -> new Notice.Missed(UserEventMapper.fromProto(notice.getMissed().getCall()));
      case NOTICE_NOT_SET -> throw WordMapper.missing("notice");
    };
  }

  private static Notice.Ring ring(SessionEvent event) {
    if (event instanceof SessionEvent.IncomingCallReceived incoming) {
      return new Notice.Ring(incoming);
    }
    throw new IllegalArgumentException(
        "ring: %s (expected: IncomingCallReceived)".formatted(event.getClass().getSimpleName()));
  }

  private static SessionProto.SessionEvent toProto(SessionEvent event, Around around) {
    return SessionEventMapper.toProto(event, around);
  }

  private static SessionEvent fromProto(SessionProto.SessionEvent event, Around around) {
    return SessionEventMapper.fromProto(event, around);
  }
}
