package dev.ringdown.user;

import dev.ringdown.call.Draft;
import dev.ringdown.call.RingRequest;
import dev.ringdown.session.Progress;
import dev.ringdown.timer.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The calls in which a user rings or is, those that he is about to create, and how far he heard of
 * the last few that concern him no longer. An idle user holds empty maps only.
 */
final class Engagements {
  private static final int FORMER_KEPT = 4;

  /** A call of this user's that is asked for, but not known to be durable. */
  private record BeingCreated(Draft draft, String session, String requestId, Instant since) {}

  private final Surroundings surroundings;
  private Map<String, Engagement> calls = Map.of();
  private Map<String, BeingCreated> beingCreated = Map.of();
  private Map<String, Progress> former = Map.of();

  Engagements(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  boolean isEmpty() {
    return calls.isEmpty() && beingCreated.isEmpty();
  }

  Engagement get(String callId) {
    return calls.get(callId);
  }

  /** A copy: what is done with one may end another. */
  List<Engagement> all() {
    return List.copyOf(calls.values());
  }

  Collection<Progress> former() {
    return former.values();
  }

  Progress former(String callId) {
    Progress progress = former.get(callId);
    return progress == null ? Progress.none(callId) : progress;
  }

  /** What a ring has to be seen in view of. */
  Admission admission(Engagement ring, Instant now) {
    List<Draft> drafts = beingCreated.values().stream().map(BeingCreated::draft).toList();
    return Admission.of(ring, calls.values(), drafts, surroundings.rules().busyPolicy(), now);
  }

  /** Whether any call but this one engages the user. */
  boolean isEngagedBut(String callId, Instant now) {
    return !beingCreated.isEmpty()
        || calls.values().stream().anyMatch(e -> !e.callId().equals(callId) && e.engages(now));
  }

  // ---- Being created

  /** Whether this call exists, or is being created already: asking again creates nothing new. */
  boolean knows(String callId) {
    return calls.containsKey(callId)
        || beingCreated.containsKey(callId)
        || former.containsKey(callId);
  }

  /** Whether the user is in this call, or is about to create it. */
  boolean isOrWillBe(String callId) {
    return calls.containsKey(callId) || beingCreated.containsKey(callId);
  }

  /** Whether anything engages this user but a ring of the very user whom he calls. */
  boolean forbids(Draft draft, Instant now) {
    return !beingCreated.isEmpty()
        || calls.values().stream()
            .filter(e -> e.engages(now))
            .anyMatch(e -> e.isIn() || !Admission.crosses(draft, e));
  }

  void creates(Draft draft, String session, String requestId, Instant now) {
    if (beingCreated.isEmpty()) {
      beingCreated = new LinkedHashMap<>(2);
    }
    beingCreated.put(draft.callId(), new BeingCreated(draft, session, requestId, now));
  }

  void refused(String session, String requestId) {
    createsNoMore(b -> b.session().equals(session) && b.requestId().equals(requestId));
  }

  private void createsNoMore(Predicate<BeingCreated> which) {
    if (!beingCreated.isEmpty()) {
      beingCreated.values().removeIf(which);
      beingCreated = beingCreated.isEmpty() ? Map.of() : beingCreated;
    }
  }

  // ---- Known from the call

  /** True if it was this user who asked for it, a moment ago. */
  boolean add(Engagement engagement) {
    String callId = engagement.callId();
    BeingCreated created = beingCreated.get(callId);
    if (created != null) {
      createsNoMore(b -> b.draft().callId().equals(callId));
      if (created.draft().rings().stream().allMatch(RingRequest::silent)) {
        engagement.ringsNobody();
      }
    }
    if (calls.isEmpty()) {
      calls = new LinkedHashMap<>(2);
    }
    calls.put(callId, engagement);
    return created != null;
  }

  /** It concerns the user no longer; it may again, if he is invited anew. */
  void end(Engagement engagement) {
    remove(engagement);
    keepFormer(engagement.progress());
  }

  private void keepFormer(Progress progress) {
    if (former.isEmpty()) {
      former = new LinkedHashMap<>(2);
    }
    former.remove(progress.callId());
    former.put(progress.callId(), progress);
    if (former.size() > FORMER_KEPT) {
      former.remove(former.keySet().iterator().next());
    }
  }

  /**
   * What comes late looks like news to a new run of this actor; a session that was there before
   * knows which calls are over. Takes out those that engaged the user nevertheless.
   */
  List<Engagement> endWhatIsOver(List<Progress> heard) {
    List<Engagement> ended = new ArrayList<>(0);
    for (Progress p : heard) {
      Engagement engagement = calls.get(p.callId());
      Progress here = engagement == null ? former(p.callId()) : engagement.progress();
      if (!p.live() && here.revision() <= p.revision()) {
        if (engagement != null) {
          remove(engagement);
          ended.add(engagement);
        }
        keepFormer(Progress.none(p.callId()).upTo(p.incarnation(), p.number(), p.revision()));
      }
    }
    return ended;
  }

  private void remove(Engagement engagement) {
    if (calls.get(engagement.callId()) == engagement) {
      calls.remove(engagement.callId());
      calls = calls.isEmpty() ? Map.of() : calls;
    }
  }

  // ---- Time

  /** Takes out what no call has renewed for two intervals. */
  List<Engagement> expire(Instant now) {
    Duration renewal = surroundings.rules().renewal();
    createsNoMore(b -> !b.since().plus(renewal).isAfter(now));
    List<Engagement> gone = new ArrayList<>(0);
    for (Engagement engagement : all()) {
      if (engagement.schedule().isGone(renewal, now)) {
        remove(engagement);
        gone.add(engagement);
      }
    }
    return gone;
  }

  /** {@link Instant#MAX}: never. */
  Instant nextDue() {
    Duration renewal = surroundings.rules().renewal();
    Instant next = Instant.MAX;
    for (Engagement engagement : calls.values()) {
      next = Alarm.earlier(next, engagement.schedule().nextDue(renewal));
    }
    for (BeingCreated created : beingCreated.values()) {
      next = Alarm.earlier(next, created.since().plus(renewal));
    }
    return next;
  }
}
