package dev.ringdown.serialization;

import dev.ringdown.serialization.proto.SessionProto;
import dev.ringdown.session.Progress;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionReply;
import java.util.Optional;

/**
 * {@link SessionCommand}, {@link SessionReply} and {@link SessionEvent} to {@code session.proto}
 * and back, exactly.
 */
record SessionMessageMapper(ActorRefs refs) {
  SessionProto.SessionCommand.Perform toProto(SessionCommand.Perform perform) {
    return SessionProto.SessionCommand.Perform.newBuilder()
        .setRequestId(perform.requestId())
        .setOperation(OperationMapper.toProto(perform.operation()))
        .setReplyTo(refs.toText(perform.replyTo()))
        .build();
  }

  SessionCommand.Perform fromProto(SessionProto.SessionCommand.Perform perform) {
    return new SessionCommand.Perform(
        perform.getRequestId(),
        OperationMapper.fromProto(perform.getOperation()),
        refs.fromText(perform.getReplyTo(), "reply_to"));
  }

  static SessionProto.SessionCommand.Tell toProto(SessionCommand.Tell tell) {
    return SessionProto.SessionCommand.Tell.newBuilder()
        .setOperation(OperationMapper.toProto(tell.operation()))
        .build();
  }

  static SessionCommand.Tell fromProto(SessionProto.SessionCommand.Tell tell) {
    return new SessionCommand.Tell(OperationMapper.fromProto(tell.getOperation()));
  }

  static SessionProto.SessionCommand.RunDefaultAction toProto(SessionCommand.RunDefaultAction run) {
    return SessionProto.SessionCommand.RunDefaultAction.newBuilder()
        .setCallId(run.callId())
        .build();
  }

  static SessionCommand.RunDefaultAction fromProto(
      SessionProto.SessionCommand.RunDefaultAction run) {
    return new SessionCommand.RunDefaultAction(run.getCallId());
  }

  static SessionProto.SessionCommand.Close toProto(SessionCommand.Close close) {
    return SessionProto.SessionCommand.Close.newBuilder()
        .setReasonValue(SessionEventMapper.CLOSE_REASONS.of(close.reason()))
        .build();
  }

  static SessionCommand.Close fromProto(SessionProto.SessionCommand.Close close) {
    return new SessionCommand.Close(SessionEventMapper.CLOSE_REASONS.at(close.getReasonValue()));
  }

  SessionProto.SessionCommand.Registered toProto(SessionCommand.Registered registered) {
    SessionProto.SessionCommand.Registered.Builder proto =
        SessionProto.SessionCommand.Registered.newBuilder()
            .setRegistration(registered.registration())
            .setUser(refs.toText(registered.user()));
    registered.connected().map(SessionEventMapper::toProto).ifPresent(proto::setConnected);
    return proto.build();
  }

  SessionCommand.Registered fromProto(SessionProto.SessionCommand.Registered registered) {
    return new SessionCommand.Registered(
        registered.getRegistration(),
        refs.fromText(registered.getUser(), "user"),
        registered.hasConnected()
            ? Optional.of(SessionEventMapper.fromProto(registered.getConnected()))
            : Optional.empty());
  }

  static SessionProto.SessionCommand.Deliver toProto(SessionCommand.Deliver deliver) {
    Around around = Around.of(deliver.progress());
    SessionProto.SessionCommand.Deliver.Builder proto =
        SessionProto.SessionCommand.Deliver.newBuilder()
            .setRegistration(deliver.registration())
            .setNumber(deliver.number());
    deliver.progress().map(ProgressMapper::toProto).ifPresent(proto::setProgress);
    for (SessionEvent event : deliver.events()) {
      proto.addEvents(SessionEventMapper.toProto(event, around));
    }
    return proto.build();
  }

  static SessionCommand.Deliver fromProto(SessionProto.SessionCommand.Deliver deliver) {
    Optional<Progress> progress =
        deliver.hasProgress()
            ? Optional.of(ProgressMapper.fromProto(deliver.getProgress()))
            : Optional.empty();
    Around around = Around.of(progress);
    return new SessionCommand.Deliver(
        deliver.getRegistration(),
        deliver.getNumber(),
        progress,
        deliver.getEventsList().stream()
            .map(event -> SessionEventMapper.fromProto(event, around))
            .toList());
  }

  static SessionProto.SessionCommand.Answered toProto(SessionCommand.Answered answered) {
    return SessionProto.SessionCommand.Answered.newBuilder()
        .setRequestId(answered.requestId())
        .setResult(ResultMapper.toProto(answered.result()))
        .build();
  }

  static SessionCommand.Answered fromProto(SessionProto.SessionCommand.Answered answered) {
    return new SessionCommand.Answered(
        answered.getRequestId(), ResultMapper.fromProto(answered.getResult()));
  }

  static SessionProto.SessionCommand.MissedCallFound toProto(SessionCommand.MissedCallFound found) {
    return SessionProto.SessionCommand.MissedCallFound.newBuilder()
        .setRequestId(found.requestId())
        .setCall(UserEventMapper.toProto(found.call()))
        .build();
  }

  static SessionCommand.MissedCallFound fromProto(
      SessionProto.SessionCommand.MissedCallFound found) {
    return new SessionCommand.MissedCallFound(
        found.getRequestId(), UserEventMapper.fromProto(found.getCall()));
  }

  static SessionProto.SessionCommand.Replaced toProto(SessionCommand.Replaced replaced) {
    return SessionProto.SessionCommand.Replaced.getDefaultInstance();
  }

  static SessionCommand.Replaced fromProto(SessionProto.SessionCommand.Replaced replaced) {
    return new SessionCommand.Replaced();
  }

  static SessionProto.SessionCommand.Disconnected toProto(SessionCommand.Disconnected gone) {
    return SessionProto.SessionCommand.Disconnected.getDefaultInstance();
  }

  static SessionCommand.Disconnected fromProto(SessionProto.SessionCommand.Disconnected gone) {
    return new SessionCommand.Disconnected();
  }

  static SessionProto.SessionReply toProto(SessionReply reply) {
    return SessionProto.SessionReply.newBuilder()
        .setRequestId(reply.requestId())
        .setResult(ResultMapper.toProto(reply.result()))
        .build();
  }

  static SessionReply fromProto(SessionProto.SessionReply reply) {
    return new SessionReply(reply.getRequestId(), ResultMapper.fromProto(reply.getResult()));
  }

  static SessionProto.SessionEvent toProto(SessionEvent event) {
    return SessionEventMapper.toProto(event, Around.NOTHING);
  }

  static SessionEvent fromProto(SessionProto.SessionEvent event) {
    return SessionEventMapper.fromProto(event, Around.NOTHING);
  }
}
