package dev.ringdown.serialization;

import akka.actor.ExtendedActorSystem;
import dev.ringdown.Result;
import dev.ringdown.serialization.proto.RingdownProto;
import dev.ringdown.serialization.proto.SessionProto;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionReply;
import java.util.List;

/**
 * Writes what sessions are told and asked, what they answer, and what they raise on a listener that
 * is an actor, and reads it; also what back ends are answered. Manifests never change.
 */
public final class SessionMessageSerializer extends ProtobufSerializer {

  /** For Akka, which finds the class and its identifier in {@code reference.conf}. */
  public SessionMessageSerializer(ExtendedActorSystem system) {
    super(system, "a session's message", forms(new SessionMessageMapper(new ActorRefs(system))));
  }

  private static List<Form<?, ?>> forms(SessionMessageMapper mapper) {
    return List.of(
        new Form<>(
            "P",
            SessionCommand.Perform.class,
            mapper::toProto,
            SessionProto.SessionCommand.Perform.parser(),
            mapper::fromProto),
        new Form<>(
            "T",
            SessionCommand.Tell.class,
            SessionMessageMapper::toProto,
            SessionProto.SessionCommand.Tell.parser(),
            SessionMessageMapper::fromProto),
        new Form<>(
            "D",
            SessionCommand.RunDefaultAction.class,
            SessionMessageMapper::toProto,
            SessionProto.SessionCommand.RunDefaultAction.parser(),
            SessionMessageMapper::fromProto),
        new Form<>(
            "C",
            SessionCommand.Close.class,
            SessionMessageMapper::toProto,
            SessionProto.SessionCommand.Close.parser(),
            SessionMessageMapper::fromProto),
        new Form<>(
            "R",
            SessionCommand.Registered.class,
            mapper::toProto,
            SessionProto.SessionCommand.Registered.parser(),
            mapper::fromProto),
        new Form<>(
            "V",
            SessionCommand.Deliver.class,
            SessionMessageMapper::toProto,
            SessionProto.SessionCommand.Deliver.parser(),
            SessionMessageMapper::fromProto),
        new Form<>(
            "A",
            SessionCommand.Answered.class,
            SessionMessageMapper::toProto,
            SessionProto.SessionCommand.Answered.parser(),
            SessionMessageMapper::fromProto),
        new Form<>(
            "M",
            SessionCommand.MissedCallFound.class,
            SessionMessageMapper::toProto,
            SessionProto.SessionCommand.MissedCallFound.parser(),
            SessionMessageMapper::fromProto),
        new Form<>(
            "X",
            SessionCommand.Replaced.class,
            SessionMessageMapper::toProto,
            SessionProto.SessionCommand.Replaced.parser(),
            SessionMessageMapper::fromProto),
        new Form<>(
            "G",
            SessionCommand.Disconnected.class,
            SessionMessageMapper::toProto,
            SessionProto.SessionCommand.Disconnected.parser(),
            SessionMessageMapper::fromProto),
        new Form<>(
            "Y",
            SessionReply.class,
            SessionMessageMapper::toProto,
            SessionProto.SessionReply.parser(),
            SessionMessageMapper::fromProto),
        new Form<>(
            "Z",
            Result.class,
            ResultMapper::toProto,
            RingdownProto.Result.parser(),
            ResultMapper::fromProto),
        new Form<>(
            "E",
            SessionEvent.class,
            SessionMessageMapper::toProto,
            SessionProto.SessionEvent.parser(),
            SessionMessageMapper::fromProto));
  }
}
