package dev.ringdown.serialization;

import dev.ringdown.serialization.proto.SessionProto;
import dev.ringdown.session.Progress;

/** {@link Progress} to {@code session.proto} and back, exactly. */
final class ProgressMapper {
  private ProgressMapper() {}

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
