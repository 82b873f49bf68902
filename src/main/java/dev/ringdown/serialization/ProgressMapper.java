package dev.ringdown.serialization;

import dev.ringdown.serialization.proto.SessionProto;
import dev.ringdown.serialization.proto.UserProto;
import dev.ringdown.session.Heard;
import dev.ringdown.session.Progress;

/** {@link Progress} and {@link Heard} to their messages and back, exactly. */
final class ProgressMapper {
  private ProgressMapper() {}

  static UserProto.UserCommand.Heard toProto(Heard heard) {
    return UserProto.UserCommand.Heard.newBuilder()
        .addAllProgress(heard.progress().stream().map(ProgressMapper::toProto).toList())
        .setRegistration(heard.registration())
        .setDelivered(heard.delivered())
        .build();
  }

  static Heard fromProto(UserProto.UserCommand.Heard heard) {
    return new Heard(
        heard.getProgressList().stream().map(ProgressMapper::fromProto).toList(),
        heard.getRegistration(),
        heard.getDelivered());
  }

  static SessionProto.Progress toProto(Progress progress) {
    return SessionProto.Progress.newBuilder()
        .setCallId(progress.callId())
        .setIncarnation(progress.incarnation())
        .setNumber(progress.number())
        .setRevision(progress.revision())
        .setRing(progress.ring())
        .setRinging(progress.ringing())
        .setLive(progress.live())
        .build();
  }

  static Progress fromProto(SessionProto.Progress progress) {
    return new Progress(
        progress.getCallId(),
        progress.getIncarnation(),
        progress.getNumber(),
        progress.getRevision(),
        progress.getRing(),
        progress.getRinging(),
        progress.getLive());
  }
}
