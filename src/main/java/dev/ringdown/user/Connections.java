package dev.ringdown.user;

import akka.actor.typed.javadsl.ActorContext;
import dev.ringdown.CallSnapshot;
import dev.ringdown.call.CallCommand;
import dev.ringdown.frame.Weight;
import dev.ringdown.session.Heard;
import dev.ringdown.session.Progress;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.timer.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The user's sessions: who is there, who came back, and what he finds. */
final class Connections {
  /** How long a session counts that is here but not registered; it says so again before. */
  static final Duration HERE = Duration.ofSeconds(20);

  private final Surroundings surroundings;
  private final Engagements engagements;
  private final Inquiries inquiries;
  private final ActorContext<UserCommand> context;
  private List<Connection> all = List.of();
  private Instant hereUntil = Instant.MIN;

  Connections(
      Surroundings surroundings,
      Engagements engagements,
      Inquiries inquiries,
      ActorContext<UserCommand> context) {
    this.surroundings = surroundings;
    this.engagements = engagements;
    this.inquiries = inquiries;
    this.context = context;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  List<Connection> all() {
    return all;
  }

  boolean any(Predicate<Connection> which) {
    return all.stream().anyMatch(which);
  }

  /** The session with this id; null if it has not registered. */
  Connection get(String session) {
    for (Connection connection : all) {
      if (connection.session().equals(session)) {
        return connection;
      }
    }
    return null;
  }

  /** The session of this device, or else any. */
  Optional<Connection> onDevice(Optional<String> device) {
    return all.stream()
        .filter(c -> device.filter(c.device()::equals).isPresent())
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  // ---- Coming

  void connect(UserCommand.Connect connect, int unread, Instant now) {
    Connection known = get(connect.session());
    if (known != null && known.isMeantBy(connect)) {
      known.registered(context.getSelf());
      return;
    }
    Connection connection = new Connection(connect, now);
    if (any(c -> c.device().equals(connection.device()) && c.isLaterThan(connection))) {
      connection.ref().tell(new SessionCommand.Replaced());
      return;
    }
    Optional<Connection> before = awaitedBy(connection);
    if (before.isPresent()) {
      before.get().replacedBy(connect);
      return;
    }
    boolean isFirst = all.isEmpty();
    hereUntil = Instant.MIN;
    replaceBy(connection);
    all = Stream.concat(all.stream(), Stream.of(connection)).toList();
    context.watchWith(
        connection.ref(), new User.SessionGone(connect.session(), connect.registration()));
    if (connect.heard().isEmpty()) {
      greet(connection, unread, now);
    } else {
      connection.registered(context.getSelf());
      Heard heard = connect.heard().get();
      if (known != null && known.canBeContinued(heard)) {
        connection.continues(known, heard, now);
        askOfUnknown(heard.progress().stream().filter(p -> !known.knows(p.callId())), now);
      } else {
        askOfUnknown(heard.progress().stream(), now);
        askWhatItMissed(connection, now);
      }
    }
    if (isFirst) {
      tellBack();
    }
    engagements.all().forEach(engagement -> catchUp(engagement, connection, now));
  }

  /** A session that registers later. */
  void here(Instant now) {
    boolean wasAway = isNobodyHere(now);
    hereUntil = now.plus(HERE);
    if (wasAway) {
      tellBack();
    }
  }

  /** Neither a session, nor one that says that it is here. */
  boolean isNobodyHere(Instant now) {
    return all.isEmpty() && !hereUntil.isAfter(now);
  }

  private void tellBack() {
    engagements.all().stream()
        .filter(Engagement::isIn)
        .forEach(e -> surroundings.tell(e.callId(), new CallCommand.Back(surroundings.userId())));
  }

  /**
   * The session of the same device that has to say first what it heard: the next one is told the
   * rest, and nothing twice. The next one asks again if that does not come, and is taken as it is.
   */
  private Optional<Connection> awaitedBy(Connection next) {
    return all.stream()
        .filter(c -> c.device().equals(next.device()) && !c.session().equals(next.session()))
        .filter(c -> c.successor().isEmpty() && mayLack(c))
        .findFirst();
  }

  private boolean mayLack(Connection connection) {
    return engagements.all().stream().anyMatch(e -> !unheard(e, connection).isEmpty());
  }

  /** What it was sent because its device is the primary one, and may not have heard. */
  private static List<SessionEvent> unheard(Engagement engagement, Connection connection) {
    return engagement.primary().filter(connection.device()::equals).isPresent()
        ? connection.unconfirmed(engagement.callId()).stream()
            .filter(Connections::isForThePrimaryDevice)
            .toList()
        : List.of();
  }

  /** Whatever else is raised, a new session finds out as it comes. */
  private static boolean isForThePrimaryDevice(SessionEvent event) {
    return event instanceof SessionEvent.OutgoingCallSent
        || event instanceof SessionEvent.OutgoingCallAccepted
        || event instanceof SessionEvent.OutgoingCallDeclined
        || event instanceof SessionEvent.OutgoingCallRejectedCauseBusy
        || event instanceof SessionEvent.OutgoingCallTimeout
        || event instanceof SessionEvent.CallMerged
        || event instanceof SessionEvent.InvitationUserStateChanged;
  }

  private void replaceBy(Connection connection) {
    for (Connection other : all) {
      boolean itself = other.session().equals(connection.session());
      if (itself) {
        connection.follows(other);
        remove(other);
      } else if (other.device().equals(connection.device())) {
        remove(other);
        if (other.successor().isEmpty()) {
          other.ref().tell(new SessionCommand.Replaced());
        }
      }
    }
  }

  /** It has said what it heard: the rest is for the next session of its device. */
  void keepUnheard(Connection gone) {
    for (Engagement engagement : engagements.all()) {
      unheard(engagement, gone)
          .forEach(event -> engagement.backlog().hold(new Backlog.Held(gone.device(), event)));
    }
  }

  private void remove(Connection connection) {
    all = all.stream().filter(c -> c != connection).toList();
    context.unwatch(connection.ref());
  }

  /** A new session: it sees how the calls stand, and hears what happens from now on. */
  private void greet(Connection connection, int unread, Instant now) {
    engagements.former().forEach(connection::hears);
    engagements.all().forEach(e -> connection.hears(silent(e.progress())));
    List<CallSnapshot> live =
        engagements.all().stream()
            .filter(e -> e.isIn() || e.isShown(now))
            .map(e -> e.call().at(now))
            .toList();
    connection.greets(
        new SessionEvent.Connected(connection.session(), Weight.first(live, Weight::of), unread));
    connection.registered(context.getSelf());
  }

  private static Progress silent(Progress progress) {
    return Progress.none(progress.callId())
        .upTo(progress.incarnation(), progress.number(), progress.revision())
        .live(true);
  }

  /** A session says that it is in calls of which this actor does not know. */
  private void askOfUnknown(Stream<Progress> progress, Instant now) {
    progress
        .filter(p -> p.live() && !engagements.isOrWillBe(p.callId()))
        .forEach(p -> inquiries.ask(p.callId(), now));
  }

  /** A session that was registered with an earlier run: what it lacks, the calls tell anew. */
  private void askWhatItMissed(Connection connection, Instant now) {
    engagements.all().stream()
        .filter(e -> isBehind(connection.heard(e.callId()), e.progress()))
        .forEach(e -> inquiries.ask(e.callId(), now));
  }

  private static boolean isBehind(Progress session, Progress user) {
    return session.incarnation() != user.incarnation() || session.number() < user.number();
  }

  /** What a session gets that was not there: the ring, and what its device missed. */
  private static void catchUp(Engagement engagement, Connection connection, Instant now) {
    if (engagement.isShown(now)) {
      connection.raiseRing(engagement.ring(), now);
    }
    List<Backlog.Held> missed = engagement.backlog().take(connection.device());
    if (connection.isNew()) {
      missed.forEach(held -> connection.raise(held.event()));
    }
    connection.flush(engagement.callId(), now);
  }

  // ---- There

  /** When something is to be sent again; {@link Instant#MAX}: never. */
  Instant nextDue() {
    Instant next = all.isEmpty() && !hereUntil.equals(Instant.MIN) ? hereUntil : Instant.MAX;
    for (Connection connection : all) {
      next = Alarm.earlier(next, connection.repeatAt());
    }
    return next;
  }

  void repeat(Instant now) {
    hereUntil = hereUntil.isAfter(now) ? hereUntil : Instant.MIN;
    all.forEach(connection -> connection.repeat(now));
  }

  /** Raises a ring, and what belongs after it, on every session. */
  void show(Engagement engagement, Instant now) {
    List<SessionEvent> afterRing = engagement.backlog().takeAfterRing();
    for (Connection connection : all) {
      connection.raiseRing(engagement.ring(), now);
      afterRing.forEach(connection::raise);
      connection.flush(engagement.callId(), now);
    }
  }

  // ---- Going

  /** The session of this registration, if it is still known. */
  Optional<Connection> gone(User.SessionGone gone) {
    return all.stream().filter(c -> c.is(gone.session(), gone.registration())).findFirst();
  }

  /** True if it was the last one. */
  boolean leave(Connection connection) {
    remove(connection);
    Instant now = surroundings.now();
    engagements.all().forEach(engagement -> tellIfAway(engagement, now));
    return all.isEmpty();
  }

  void tellIfAway(Engagement engagement, Instant now) {
    if (isNobodyHere(now) && engagement.isIn()) {
      engagement.away();
      surroundings.tell(engagement.callId(), new CallCommand.Away(surroundings.userId()));
    }
  }

  /** Once more after the user came back: the word may have been lost, and the grace runs. */
  void tellIfBack(Engagement engagement) {
    if (!all.isEmpty() && engagement.isIn() && engagement.wasAway()) {
      surroundings.tell(engagement.callId(), new CallCommand.Back(surroundings.userId()));
    }
  }
}
