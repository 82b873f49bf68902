package dev.ringdown.serialization;

import akka.actor.ExtendedActorSystem;
import dev.ringdown.serialization.proto.UserEventProto;
import dev.ringdown.user.UserEvent;
import dev.ringdown.user.UserState;
import java.util.List;

/**
 * Writes a user's events and snapshots for the journal, and reads them. Manifests are stored: none
 * is ever changed or used for anything else.
 */
public final class UserEventSerializer extends ProtobufSerializer {

  /** For Akka, which finds the class and its identifier in {@code reference.conf}. */
  public UserEventSerializer(ExtendedActorSystem system) {
    super(
        system,
        "a user's event",
        List.of(
            new Form<>(
                "M",
                UserEvent.MissedCallRecorded.class,
                UserEventMapper::toProto,
                UserEventProto.MissedCallRecorded.parser(),
                UserEventMapper::fromProto),
            new Form<>(
                "V",
                UserEvent.MissedCallsSeen.class,
                UserEventMapper::toProto,
                UserEventProto.MissedCallsSeen.parser(),
                UserEventMapper::fromProto),
            new Form<>(
                "U",
                UserState.class,
                UserEventMapper::toProto,
                UserEventProto.UserState.parser(),
                UserEventMapper::fromProto)));
  }
}
