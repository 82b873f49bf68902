package dev.ringdown.user;

import akka.actor.typed.ActorRef;
import dev.ringdown.CallUser;
import dev.ringdown.ErrorCode;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import dev.ringdown.call.Origin;
import dev.ringdown.frame.Weight;
import dev.ringdown.session.Heard;
import dev.ringdown.session.Progress;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session of the user, and how far it has heard of each call. */
final class Connection {
  private static final int FORMER_CALLS = 8;

  private final String session;
  private final long registration;
  private final Instant since;
  private final Instant began;
  private final CallUser user;
  private final String device;
  private final ActorRef<SessionCommand> ref;
  private Map<String, Progress> heard = Map.of();
  private List<SessionEvent> outgoing = List.of();
  private final Unconfirmed unconfirmed = new Unconfirmed();
  private long deliveries;
  private Optional<SessionEvent.Connected> greeting = Optional.empty();
  private String lastClick = "";
  private boolean hasNews;
  private Optional<UserCommand.Connect> successor = Optional.empty();

  Connection(UserCommand.Connect connect, Instant now) {
    session = connect.session();
    registration = connect.registration();
    since = connect.heard().isPresent() ? Instant.MIN : now;
    began = connect.began();
    device = connect.device();
    user = connect.user();
    ref = connect.replyTo();
    connect.heard().ifPresent(heard -> heard.progress().forEach(this::hears));
  }

  String session() {
    return session;
  }

  CallUser user() {
    return user;
  }

  String device() {
    return device;
  }

  ActorRef<SessionCommand> ref() {
    return ref;
  }

  boolean is(String session, long registration) {
    return this.session.equals(session) && this.registration == registration;
  }

  /** Whether that is another try of this registration, or came late. */
  boolean isMeantBy(UserCommand.Connect connect) {
    return registration >= connect.since();
  }

  /** Whether it began after that other one. */
  boolean isLaterThan(Connection other) {
    return began.isAfter(other.began);
  }

  /** Whether it was never registered before, with this or an earlier run of the actor. */
  boolean isNew() {
    return !since.equals(Instant.MIN);
  }

  /** Whether this session came when that had happened already. */
  boolean cameAfter(Instant then) {
    return !then.isAfter(since);
  }

  Origin origin(String requestId) {
    return new Origin(user, device, session, requestId);
  }

  // ---- How far it heard

  Progress heard(String callId) {
    Progress progress = heard.get(callId);
    return progress == null ? Progress.none(callId) : progress;
  }

  boolean knows(String callId) {
    return heard.containsKey(callId);
  }

  /** Of calls that are over for the user only the last few are remembered. */
  void hears(Progress progress) {
    if (heard.isEmpty()) {
      heard = new LinkedHashMap<>(2);
    }
    heard.remove(progress.callId());
    heard.put(progress.callId(), progress);
    if (heard.size() > FORMER_CALLS) {
      forgetOneFormer();
    }
  }

  private void forgetOneFormer() {
    Iterator<Progress> oldestFirst = heard.values().iterator();
    while (oldestFirst.hasNext()) {
      if (!oldestFirst.next().live()) {
        oldestFirst.remove();
        return;
      }
    }
  }

  void hears(long incarnation, UserCommand.Entry entry, String callId, boolean live) {
    Progress before = heard(callId);
    boolean further = before.incarnation() != incarnation || before.number() < entry.number();
    if (further || !knows(callId)) {
      hears(before.upTo(incarnation, entry.number(), entry.revision()).live(live));
    }
  }

  boolean hasHeard(String callId, long incarnation, UserCommand.Entry entry) {
    return heard(callId).covers(incarnation, entry.number(), entry.revision());
  }

  boolean rings(String callId, int ring) {
    Progress progress = heard(callId);
    return progress.ringing() && progress.ring() == ring;
  }

  /** It rings no longer here; the session is to know it, should this actor be lost. */
  void silence(String callId) {
    Progress progress = heard(callId);
    if (progress.ringing()) {
      hears(progress.silenced());
      hasNews = true;
    }
  }

  /** The call engages the user no longer, and nobody says how it ended. */
  void givesUp(String callId) {
    if (knows(callId)) {
      hears(heard(callId).silenced().live(false));
    }
  }

  /** The same session, as it was registered before. */
  void follows(Connection before) {
    lastClick = before.lastClick;
  }

  /** Whether all that a session which heard this has not heard can be sent again. */
  boolean canBeContinued(Heard heard) {
    return unconfirmed.isWhole() && heard.registration() == registration;
  }

  /**
   * The same session, as this run of the actor knows it: it was told already what happened, and is
   * sent again what it has not heard.
   */
  void continues(Connection before, Heard heard, Instant now) {
    before.heard.values().forEach(this::hears);
    hasNews = before.hasNews;
    before.confirms(heard.registration(), heard.delivered());
    for (SessionCommand.Deliver unheard : before.unconfirmed.all()) {
      deliver(unheard.progress(), unheard.events(), now);
    }
  }

  /** True for a click that is not just the last one asked for again. */
  boolean clicks(String requestId) {
    boolean isNews = !requestId.equals(lastClick);
    lastClick = requestId;
    return isNews;
  }

  // ---- What it is told

  /** What a new session is shown first; until it confirms something, it may not have heard that. */
  void greets(SessionEvent.Connected connected) {
    greeting = Optional.of(connected);
  }

  /** It is registered; again for each try. */
  void registered(ActorRef<UserCommand> user) {
    ref.tell(new SessionCommand.Registered(registration, user, greeting));
  }

  void answer(String requestId, Result result) {
    ref.tell(new SessionCommand.Answered(requestId, result));
  }

  void refuse(String requestId, ErrorCode code, String message) {
    answer(requestId, new Result.Failed(RingdownError.of(code, message)));
  }

  /** Once for each ring. */
  void raiseRing(SessionEvent.IncomingCallReceived ring, Instant now) {
    Progress progress = heard(ring.callId());
    if (progress.ring() < ring.ring()) {
      hears(progress.rings(ring.ring()).live(true));
      raise(ring.at(now));
    }
  }

  void raise(SessionEvent event) {
    if (outgoing.isEmpty()) {
      outgoing = new ArrayList<>(4);
    }
    outgoing.add(event);
  }

  /**
   * Sends what was raised of this call; how far it has heard by then is said with the last part.
   */
  void flush(String callId, Instant now) {
    if (!outgoing.isEmpty() || hasNews) {
      List<SessionEvent> left = outgoing;
      List<SessionEvent> next = Weight.first(left, Weight::of);
      while (next.size() < left.size()) {
        deliver(Optional.empty(), next, now);
        left = left.subList(next.size(), left.size());
        next = Weight.first(left, Weight::of);
      }
      deliver(Optional.of(heard(callId)), next, now);
      outgoing = List.of();
      hasNews = false;
    }
  }

  private void deliver(Optional<Progress> progress, List<SessionEvent> events, Instant now) {
    deliveries++;
    SessionCommand.Deliver deliver =
        new SessionCommand.Deliver(registration, deliveries, progress, events);
    unconfirmed.add(deliver, now);
    ref.tell(deliver);
  }

  /** Of this registration, everything up to this number has come. */
  void confirms(long registration, long number) {
    if (this.registration == registration) {
      greeting = Optional.empty();
      unconfirmed.confirmed(number);
    }
  }

  /** What it was sent of a call, and may not have heard. */
  List<SessionEvent> unconfirmed(String callId) {
    return unconfirmed.of(callId);
  }

  // ---- A newer session of its device

  /** It is to close; its last word will say what is left for the next session. */
  void replacedBy(UserCommand.Connect next) {
    successor = Optional.of(next);
    ref.tell(new SessionCommand.Replaced());
  }

  /** Who takes its place. */
  Optional<UserCommand.Connect> successor() {
    return successor;
  }

  void repeat(Instant now) {
    unconfirmed.repeatTo(ref, now);
  }

  /** When to send again what was not confirmed; {@link Instant#MAX}: never. */
  Instant repeatAt() {
    return unconfirmed.repeatAt();
  }
}
