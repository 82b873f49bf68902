package dev.ringdown.serialization;

import akka.actor.ExtendedActorSystem;
import dev.ringdown.call.CallCommand;
import dev.ringdown.serialization.proto.CallProto;
import java.util.List;

/** Writes what calls are asked and told, and reads it. Manifests never change. */
public final class CallCommandSerializer extends ProtobufSerializer {

  /** For Akka, which finds the class and its identifier in {@code reference.conf}. */
  public CallCommandSerializer(ExtendedActorSystem system) {
    super(system, "a call's command", forms(new CallCommandMapper(new ActorRefs(system))));
  }

  private static List<Form<?, ?>> forms(CallCommandMapper mapper) {
    return List.of(
        new Form<>(
            "A",
            CallCommand.Ask.class,
            CallCommandMapper::toProto,
            CallProto.CallCommand.Ask.parser(),
            CallCommandMapper::fromProto),
        new Form<>(
            "V",
            CallCommand.Serve.class,
            mapper::toProto,
            CallProto.CallCommand.Serve.parser(),
            mapper::fromProto),
        new Form<>(
            "T",
            CallCommand.Tell.class,
            CallCommandMapper::toProto,
            CallProto.CallCommand.Tell.parser(),
            CallCommandMapper::fromProto),
        new Form<>(
            "H",
            CallCommand.Heard.class,
            CallCommandMapper::toProto,
            CallProto.CallCommand.Heard.parser(),
            CallCommandMapper::fromProto),
        new Form<>(
            "N",
            CallCommand.TellMe.class,
            CallCommandMapper::toProto,
            CallProto.CallCommand.TellMe.parser(),
            CallCommandMapper::fromProto),
        new Form<>(
            "R",
            CallCommand.Rings.class,
            CallCommandMapper::toProto,
            CallProto.CallCommand.Rings.parser(),
            CallCommandMapper::fromProto),
        new Form<>(
            "G",
            CallCommand.Away.class,
            CallCommandMapper::toProto,
            CallProto.CallCommand.Away.parser(),
            CallCommandMapper::fromProto),
        new Form<>(
            "B",
            CallCommand.Back.class,
            CallCommandMapper::toProto,
            CallProto.CallCommand.Back.parser(),
            CallCommandMapper::fromProto),
        new Form<>(
            "W",
            CallCommand.Wake.class,
            CallCommandMapper::toProto,
            CallProto.CallCommand.Wake.parser(),
            CallCommandMapper::fromProto),
        new Form<>(
            "P",
            CallCommand.Passivated.class,
            CallCommandMapper::toProto,
            CallProto.CallCommand.Passivated.parser(),
            CallCommandMapper::fromProto));
  }
}
