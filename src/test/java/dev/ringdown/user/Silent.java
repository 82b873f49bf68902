package dev.ringdown.user;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.ringdown.CallMode;
import dev.ringdown.CallUser;
import dev.ringdown.CloseReason;
import dev.ringdown.GlarePolicy;
import dev.ringdown.call.Draft;
import dev.ringdown.session.Heard;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.testkit.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A session that hears everything and says nothing, unless the test does. */
final class Silent {
  private final Exchange exchange;
  private final String user;
  private final String id;
  private final Instant began;
  final List<SessionCommand> heard = new CopyOnWriteArrayList<>();
  private final ActorRef<SessionCommand> ref;
  private volatile SessionCommand greeting;

  Silent(Exchange exchange, String user, String id, Instant began) {
    this.exchange = exchange;
    this.user = user;
    this.id = id;
    this.began = began;
    ref = exchange.spawn(Behaviors.receiveMessage(this::receive));
  }

  private Behavior<SessionCommand> receive(SessionCommand message) {
    heard.add(message);
    if (greeting == null && message instanceof SessionCommand.Registered) {
      greeting = message;
    }
    return message instanceof SessionCommand.Close ? Behaviors.stopped() : Behaviors.same();
  }

  /** It tries for the first time. */
  void registers(long registration, Optional<Heard> heard) {
    tries(registration, registration, heard);
  }

  void tries(long registration, long since, Optional<Heard> heard) {
    exchange.tellUser(
        user,
        new UserCommand.Connect(
            id, registration, since, "phone", CallUser.of(user), heard, began, ref));
    exchange.settle();
  }

  /** The first answer that it got. */
  SessionCommand greeting() {
    return greeting;
  }

  void confirms(long number) {
    exchange.tellUser(user, new UserCommand.Delivered(id, 1, number));
    exchange.settle();
  }

  void invites(String callId, String callee) {
    Draft draft = Device.draft(callId, CallMode.ADVANCED, GlarePolicy.MERGE, callee);
    exchange.tellUser(user, new UserCommand.Invite(id, "invites " + callId, draft));
    exchange.settle();
  }

  /** Its last word: it heard so many. */
  void closes(long delivered) {
    exchange.tellUser(
        user, new UserCommand.Disconnect(id, 1, delivered, List.of(), Optional.of(ref)));
    exchange.settle();
  }

  /** It has no last word. */
  void dies() {
    ref.tell(new SessionCommand.Close(CloseReason.CLOSED));
    exchange.settle();
  }

  /** The numbers that were delivered since it was asked last. */
  List<Long> deliveries() {
    exchange.settle();
    List<Long> numbers = new ArrayList<>();
    for (SessionCommand message : heard) {
      if (message instanceof SessionCommand.Deliver deliver) {
        numbers.add(deliver.number());
      }
    }
    heard.clear();
    return numbers;
  }

  /** What was raised since it was asked last. */
  List<String> events() {
    exchange.settle();
    List<String> events = new ArrayList<>();
    for (SessionCommand message : heard) {
      if (message instanceof SessionCommand.Deliver deliver) {
        deliver.events().forEach(event -> events.add(Words.of(event)));
      }
    }
    heard.clear();
    return events;
  }

  boolean isRegistered() {
    return heard.stream().anyMatch(SessionCommand.Registered.class::isInstance);
  }
}
