package dev.ringdown.user;

import akka.actor.typed.ActorRef;
import dev.ringdown.CallUser;
import dev.ringdown.session.Progress;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session of the user, and how far it has heard of each call. */
final class Connection {
  private static final int CALLS_KEPT = 16;

  final String session;
  final String device;
  final CallUser user;
  final ActorRef<SessionCommand> ref;
  private final long registration;
  private final Map<String, Progress> heard = new LinkedHashMap<>(4);
  private List<SessionEvent> outgoing = new ArrayList<>(4);

  Connection(UserCommand.Connect connect) {
    session = connect.session();
    registration = connect.registration();
    device = connect.device();
    user = connect.user();
    ref = connect.replyTo();
    connect.progress().orElse(List.of()).forEach(this::hears);
  }

  boolean is(long registration) {
    return this.registration == registration;
  }

  boolean hasHeard(String callId, long incarnation, UserCommand.Entry entry) {
    return heard(callId).covers(incarnation, entry.number(), entry.revision());
  }

  Progress heard(String callId) {
    return heard.getOrDefault(callId, Progress.none(callId));
  }

  void hears(Progress progress) {
    heard.remove(progress.callId());
    heard.put(progress.callId(), progress);
    if (heard.size() > CALLS_KEPT) {
      heard.remove(heard.keySet().iterator().next());
    }
  }

  boolean rings(String callId, int ring) {
    Progress progress = heard(callId);
    return progress.ringing() && progress.ring() == ring;
  }

  void registered(ActorRef<UserCommand> user, Optional<SessionEvent.Connected> connected) {
    ref.tell(new SessionCommand.Registered(registration, user, connected));
  }

  void raise(SessionEvent event) {
    outgoing.add(event);
  }

  /** Sends what was raised of this call. */
  void flush(String callId) {
    if (!outgoing.isEmpty()) {
      ref.tell(new SessionCommand.Deliver(registration, Optional.of(heard(callId)), outgoing));
      outgoing = new ArrayList<>(4);
    }
  }
}
