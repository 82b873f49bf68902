package dev.ringdown.serialization;

import akka.actor.ExtendedActorSystem;
import dev.ringdown.journal.Sweep;
import dev.ringdown.serialization.proto.SweepProto;
import java.util.List;

/** Writes what the sweep is told, which lives on one of the nodes, and reads it. */
public final class SweepCommandSerializer extends ProtobufSerializer {
  private static final List<Form<?, ?>> FORMS =
      List.of(
          new Form<>(
              "S",
              Sweep.Stranded.class,
              SweepCommandSerializer::toProto,
              SweepProto.SweepCommand.Stranded.parser(),
              SweepCommandSerializer::fromProto));

  /** For Akka, which finds the class and its identifier in {@code reference.conf}. */
  public SweepCommandSerializer(ExtendedActorSystem system) {
    super(system, "a command of the sweep", FORMS);
  }

  private static SweepProto.SweepCommand.Stranded toProto(Sweep.Stranded stranded) {
    return SweepProto.SweepCommand.Stranded.newBuilder().setCallId(stranded.callId()).build();
  }

  private static Sweep.Stranded fromProto(SweepProto.SweepCommand.Stranded stranded) {
    return new Sweep.Stranded(stranded.getCallId());
  }
}
