package dev.ringdown.user;

import dev.ringdown.MissedReason;
import dev.ringdown.UnreachablePolicy;
import dev.ringdown.call.CallRequest;
import dev.ringdown.session.SessionEvent.IncomingCallReceived;
import dev.ringdown.user.Engagement.Treatment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What becomes of a ring: shown, pushed, turned away, merged, or kept waiting. */
final class Rings {
  /** Marks requests that no session made; clients' own ids have no control characters. */
  private static final String MERGE_REQUEST = "\u0001merge:";

  /** An older ring was told to an earlier run of this actor, whose sessions are about to return. */
  private static final Duration FRESH = Duration.ofSeconds(3);

  private final Surroundings surroundings;
  private final Engagements engagements;
  private final Connections connections;
  private final Hooks hooks;

  Rings(Surroundings surroundings, Engagements engagements, Connections connections, Hooks hooks) {
    this.surroundings = surroundings;
    this.engagements = engagements;
    this.connections = connections;
    this.hooks = hooks;
  }

  // ---- Admission

  void take(Engagement engagement, IncomingCallReceived ring, Instant now) {
    engagement.rings(ring);
    if (engagement.isOpen(now)) {
      admit(engagement, now);
    }
  }

  private void admit(Engagement engagement, Instant now) {
    IncomingCallReceived ring = engagement.ring();
    if (connections.any(c -> c.rings(ring.callId(), ring.ring()))) {
      show(engagement, now);
      return;
    }
    Admission admission = engagements.admission(engagement, now);
    switch (admission.kind()) {
      case SHOW -> askWhetherItDisturbs(engagement, now);
      case BUSY -> turnAway(engagement, MissedReason.BUSY, now);
      case PARK -> park(engagement, admission, now);
      case MERGE, MERGED -> merge(engagement, admission, now);
    }
  }

  private void park(Engagement engagement, Admission admission, Instant now) {
    engagement.treat(Treatment.PARKED, now);
    if (admission.ownCallId().isEmpty()) {
      engagement.waits(now);
    }
  }

  /** Looks again at rings that waited for another call of this user, or that cross one now. */
  void settle(Instant now) {
    for (Engagement engagement : engagements.all()) {
      if (engagement.isOpen(now)) {
        settle(engagement, now);
      }
    }
  }

  private void settle(Engagement engagement, Instant now) {
    switch (engagement.treatment()) {
      case PARKED -> admit(engagement, now);
      case SHOWN, ASKING, RINGS_OUT -> {
        Admission admission = engagements.admission(engagement, now);
        boolean crosses =
            admission.kind() == Admission.Kind.MERGE || admission.kind() == Admission.Kind.MERGED;
        if (crosses) {
          merge(engagement, admission, now);
        }
      }
      case MERGING, MERGED, TURNED_AWAY -> {}
    }
  }

  private void turnAway(Engagement engagement, MissedReason reason, Instant now) {
    engagement.turnAway(reason, now);
    engagement.backlog().takeAfterRing();
    int ring = engagement.ring().ring();
    surroundings.decide(
        engagement.callId(), new CallRequest.TurnAway(surroundings.userId(), ring, reason));
  }

  // ---- Glare

  /** The user's own call goes into the one that rings, or it is the other way round. */
  private void merge(Engagement engagement, Admission admission, Instant now) {
    String ownCallId = admission.ownCallId();
    if (admission.kind() == Admission.Kind.MERGED) {
      engagement.treat(Treatment.MERGED, now);
      surroundings.decide(engagement.callId(), new CallRequest.MergedInto(ownCallId));
      return;
    }
    Optional<Connection> from = connections.onDevice(engagements.get(ownCallId).primary());
    engagement.treat(from.isPresent() ? Treatment.MERGING : Treatment.PARKED, now);
    from.map(connection -> connection.origin(MERGE_REQUEST + ownCallId))
        .ifPresent(
            origin ->
                surroundings.ask(
                    engagement.callId(), origin, new CallRequest.Merge(origin, ownCallId)));
  }

  static boolean isMergeRequest(String requestId) {
    return requestId.startsWith(MERGE_REQUEST);
  }

  /** The survivor took the user's own call in: only now may that one end. */
  void goesInto(String ownCallId, String into, Instant now) {
    Engagement own = engagements.get(ownCallId);
    if (own != null) {
      own.goesInto(into, now);
    }
    surroundings.decide(ownCallId, new CallRequest.MergedInto(into));
  }

  /** The user's own call that this ring goes into, once he who rings has seen that they cross. */
  Optional<String> crossedBy(Engagement engagement, Instant now) {
    Admission admission = engagements.admission(engagement, now);
    String own = admission.ownCallId();
    boolean ownSurvives =
        admission.kind() == Admission.Kind.MERGED
            || (!own.isEmpty() && own.compareTo(engagement.callId()) < 0);
    return ownSurvives ? Optional.of(own) : Optional.empty();
  }

  // ---- Do not disturb

  private void askWhetherItDisturbs(Engagement engagement, Instant now) {
    if (hooks.mayDisturbAlways()) {
      show(engagement, now);
    } else {
      engagement.treat(Treatment.ASKING);
      hooks.askWhetherItDisturbs(engagement.ring().at(now));
    }
  }

  void onDisturbed(User.Disturbed disturbed, Instant now) {
    hooks.heard(disturbed);
    Engagement engagement = engagements.get(disturbed.callId());
    boolean asked =
        engagement != null
            && engagement.treatment() == Treatment.ASKING
            && engagement.isOpen(now)
            && engagement.ring().ring() == disturbed.ring();
    if (!asked) {
      return;
    }
    if (!disturbed.isOn()) {
      show(engagement, now);
    } else if (surroundings.rules().doNotDisturbIsBusy()) {
      turnAway(engagement, MissedReason.DO_NOT_DISTURB, now);
    } else {
      engagement.treat(Treatment.RINGS_OUT);
      engagement.backlog().takeAfterRing();
      settle(now);
    }
  }

  // ---- Devices, or a push

  private void show(Engagement engagement, Instant now) {
    engagement.treat(Treatment.SHOWN);
    connections.show(engagement, now);
    if (connections.isEmpty()) {
      IncomingCallReceived ring = engagement.ring();
      Instant began = ring.deadline().minus(ring.remaining());
      push(engagement, now.isBefore(began.plus(FRESH)), now);
    }
  }

  /** The last session left: from now on only a push reaches the user. */
  void nobodyIsThere(Instant now) {
    for (Engagement engagement : engagements.all()) {
      if (engagement.isShown(now)) {
        push(engagement, false, now);
      }
    }
  }

  private void push(Engagement engagement, boolean mayFailFast, Instant now) {
    if (engagement.push().starts(mayFailFast)) {
      hooks.push(engagement.ring().at(now));
    }
  }

  void onPushed(User.Pushed pushed, Instant now) {
    hooks.heard(pushed);
    Engagement engagement = engagements.get(pushed.callId());
    boolean current =
        engagement != null && engagement.isShown(now) && engagement.ring().ring() == pushed.ring();
    if (!current || pushed.route().orElse(false)) {
      return;
    }
    if (pushed.route().isPresent()) {
      engagement.push().ends();
    }
    boolean unreachable =
        surroundings.rules().unreachablePolicy() == UnreachablePolicy.FAIL_FAST
            && connections.isEmpty()
            && engagement.push().failsFast();
    if (unreachable) {
      turnAway(engagement, MissedReason.UNREACHABLE, now);
    }
  }

  /** The ring is over. */
  void withdraw(Engagement engagement) {
    if (engagement.push().ends()) {
      hooks.withdrawPush(engagement.callId());
    }
  }

  // ---- Again

  /** Tells the calls once more what nothing has come of. */
  void retry(Instant now) {
    for (Engagement engagement : engagements.all()) {
      if (engagement.schedule().isRetryDue(now)) {
        retry(engagement, now);
      }
    }
  }

  private void retry(Engagement engagement, Instant now) {
    engagement.schedule().retryNoMore();
    if (engagement.mergedInto().isPresent()) {
      goesInto(engagement.callId(), engagement.mergedInto().get(), now);
    } else if (engagement.isOpen(now)) {
      switch (engagement.treatment()) {
        case TURNED_AWAY -> turnAway(engagement, engagement.turnedAway(), now);
        case MERGING, MERGED, PARKED -> admit(engagement, now);
        case SHOWN, ASKING, RINGS_OUT -> {}
      }
    }
  }
}
