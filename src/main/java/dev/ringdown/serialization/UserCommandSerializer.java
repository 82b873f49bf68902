package dev.ringdown.serialization;

import akka.actor.ExtendedActorSystem;
import dev.ringdown.serialization.proto.UserProto;
import dev.ringdown.user.UserCommand;
import java.util.List;

/** Writes what users are told and asked, and reads it. Manifests never change. */
public final class UserCommandSerializer extends ProtobufSerializer {

  /** For Akka, which finds the class and its identifier in {@code reference.conf}. */
  public UserCommandSerializer(ExtendedActorSystem system) {
    super(system, "a user's command", forms(new UserCommandMapper(new ActorRefs(system))));
  }

  private static List<Form<?, ?>> forms(UserCommandMapper mapper) {
    return List.of(
        new Form<>(
            "C",
            UserCommand.Connect.class,
            mapper::toProto,
            UserProto.UserCommand.Connect.parser(),
            mapper::fromProto),
        new Form<>(
            "B",
            UserCommand.InviteFor.class,
            mapper::toProto,
            UserProto.UserCommand.InviteFor.parser(),
            mapper::fromProto),
        new Form<>(
            "L",
            UserCommand.ShowCalls.class,
            mapper::toProto,
            UserProto.UserCommand.ShowCalls.parser(),
            mapper::fromProto),
        new Form<>(
            "M",
            UserCommand.ShowMissedCalls.class,
            mapper::toProto,
            UserProto.UserCommand.ShowMissedCalls.parser(),
            mapper::fromProto),
        new Form<>(
            "D",
            UserCommand.Disconnect.class,
            mapper::toProto,
            UserProto.UserCommand.Disconnect.parser(),
            mapper::fromProto),
        new Form<>(
            "I",
            UserCommand.Invite.class,
            UserCommandMapper::toProto,
            UserProto.UserCommand.Invite.parser(),
            UserCommandMapper::fromProto),
        new Form<>(
            "J",
            UserCommand.InviteMore.class,
            UserCommandMapper::toProto,
            UserProto.UserCommand.InviteMore.parser(),
            UserCommandMapper::fromProto),
        new Form<>(
            "P",
            UserCommand.Perform.class,
            UserCommandMapper::toProto,
            UserProto.UserCommand.Perform.parser(),
            UserCommandMapper::fromProto),
        new Form<>(
            "F",
            UserCommand.FindMissedCall.class,
            UserCommandMapper::toProto,
            UserProto.UserCommand.FindMissedCall.parser(),
            UserCommandMapper::fromProto),
        new Form<>(
            "H",
            UserCommand.Delivered.class,
            UserCommandMapper::toProto,
            UserProto.UserCommand.Delivered.parser(),
            UserCommandMapper::fromProto),
        new Form<>(
            "O",
            UserCommand.Overdue.class,
            UserCommandMapper::toProto,
            UserProto.UserCommand.Overdue.parser(),
            UserCommandMapper::fromProto),
        new Form<>(
            "W",
            UserCommand.Here.class,
            UserCommandMapper::toProto,
            UserProto.UserCommand.Here.parser(),
            UserCommandMapper::fromProto),
        new Form<>(
            "N",
            UserCommand.Announcement.class,
            UserCommandMapper::toProto,
            UserProto.UserCommand.Announcement.parser(),
            UserCommandMapper::fromProto),
        new Form<>(
            "R",
            UserCommand.Renewal.class,
            UserCommandMapper::toProto,
            UserProto.UserCommand.Renewal.parser(),
            UserCommandMapper::fromProto),
        new Form<>(
            "A",
            UserCommand.Answer.class,
            UserCommandMapper::toProto,
            UserProto.UserCommand.Answer.parser(),
            UserCommandMapper::fromProto),
        new Form<>(
            "S",
            UserCommand.Passivated.class,
            UserCommandMapper::toProto,
            UserProto.UserCommand.Passivated.parser(),
            UserCommandMapper::fromProto),
        new Form<>(
            "E",
            UserCommand.Remember.class,
            UserCommandMapper::toProto,
            UserProto.UserCommand.Remember.parser(),
            UserCommandMapper::fromProto));
  }
}
