package dev.ringdown.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import dev.ringdown.user.UserCommand;
import dev.ringdown.user.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A user's actor that only notes what it is told; the test answers for it. */
final class ScriptedUser implements Users {
  private final ActorSystem<?> system;
  private final Queue<UserCommand> told = new ConcurrentLinkedQueue<>();
  private ActorRef<UserCommand> actor;

  ScriptedUser(ActorSystem<?> system) {
    this.system = system;
    begin();
  }

  /** Another run of the actor. */
  void begin() {
    String name = "scripted-" + UUID.randomUUID();
    actor = system.systemActorOf(Behaviors.receiveMessage(this::note), name, Props.empty());
  }

  private Behavior<UserCommand> note(UserCommand command) {
    if (command instanceof UserCommand.Passivated) {
      return Behaviors.stopped();
    }
    told.add(command);
    return Behaviors.same();
  }

  @Override
  public void tell(String userId, UserCommand command) {
    told.add(command);
  }

  void stop() {
    actor.tell(new UserCommand.Passivated());
  }

  ActorRef<UserCommand> actor() {
    return actor;
  }

  /** What it was told of this kind since it was asked last, whatever else it was told. */
  <C extends UserCommand> List<C> told(Class<C> type) {
    List<C> commands = new ArrayList<>();
    told.removeIf(
        command -> {
          boolean matches = type.isInstance(command);
          if (matches) {
            commands.add(type.cast(command));
          }
          return matches;
        });
    return commands;
  }

  <C extends UserCommand> C toldOne(Class<C> type) {
    List<C> commands = told(type);
    if (commands.size() != 1) {
      throw new AssertionError("expected one " + type.getSimpleName() + ", but got " + commands);
    }
    return commands.get(0);
  }

  void forget() {
    told.clear();
  }
}
