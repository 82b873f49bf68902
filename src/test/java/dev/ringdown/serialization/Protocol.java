package dev.ringdown.serialization;

import akka.actor.ActorSystem;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.Adapter;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.call.CallCommand;
import dev.ringdown.call.CallEvent;
import dev.ringdown.call.CallRequest;
import dev.ringdown.call.Notice;
import dev.ringdown.journal.Sweep;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionReply;
import dev.ringdown.user.UserCommand;
import dev.ringdown.user.UserEvent;
import dev.ringdown.user.UserState;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is stored or sent.
 *
 * @param folder of its golden files
 * @param types of all that has to be in a sample
 * @param samples by the name of their golden file, with this actor in them
 */
record Protocol(
    String folder,
    Class<? extends ProtobufSerializer> serializer,
    int identifier,
    List<Class<?>> types,
    Function<ActorRef<Object>, Map<String, ?>> samples) {
  static final Protocol CALL_EVENT =
      new Protocol(
          "call_event",
          CallEventSerializer.class,
          7401,
          List.of(CallEvent.class),
          actor -> SampleEvents.all());
  static final Protocol USER_EVENT =
      new Protocol(
          "user_event",
          UserEventSerializer.class,
          7402,
          List.of(UserEvent.class, UserState.class),
          actor -> SampleEvents.ofUsers());
  static final Protocol CALL_COMMAND =
      new Protocol(
          "call_command",
          CallCommandSerializer.class,
          7403,
          List.of(CallCommand.class, CallRequest.class),
          SampleCommands::ofCalls);
  static final Protocol USER_COMMAND =
      new Protocol(
          "user_command",
          UserCommandSerializer.class,
          7404,
          List.of(UserCommand.class, Operation.class, Notice.class),
          SampleCommands::ofUsers);
  static final Protocol SESSION_MESSAGE =
      new Protocol(
          "session_message",
          SessionMessageSerializer.class,
          7405,
          List.of(SessionCommand.class, SessionReply.class, SessionEvent.class, Result.class),
          SampleMessages::all);

  static final Protocol SWEEP_COMMAND =
      new Protocol(
          "sweep_command",
          SweepCommandSerializer.class,
          7406,
          List.of(Sweep.Command.class),
          actor -> Map.of("Stranded", new Sweep.Stranded("call-1")));

  /** All tests run in systems of this name: it is part of the actors' paths in golden files. */
  static final String SYSTEM = "ringdown";

  static List<Protocol> all() {
    return List.of(
        CALL_EVENT, USER_EVENT, CALL_COMMAND, USER_COMMAND, SESSION_MESSAGE, SWEEP_COMMAND);
  }

  /** Each record that is stored or sent by itself. */
  Stream<Class<?>> messages() {
    return types.stream().filter(type -> !isCarried(type)).flatMap(t -> Sealed.records(t).stream());
  }

  private static boolean isCarried(Class<?> type) {
    return List.of(CallRequest.class, Operation.class, Notice.class).contains(type);
  }

  /** Each record that has to be in a sample. */
  Stream<Class<?>> records() {
    return types.stream().flatMap(type -> Sealed.records(type).stream());
  }

  Map<String, ?> samples(ActorSystem system) {
    return samples.apply(actor(system));
  }

  /** An actor that need not exist. */
  static ActorRef<Object> actor(ActorSystem system) {
    return ActorRefResolver.get(Adapter.toTyped(system))
        .resolveActorRef("akka://%s/user/session-1#123456789".formatted(SYSTEM));
  }

  @Override
  public String toString() {
    return folder;
  }
}
