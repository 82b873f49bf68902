package dev.ringdown.call;

import dev.ringdown.Outcome;
import dev.ringdown.spi.Observer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What an observer is told of events that were journalled just now. */
record Observations(Live call, Observer observer) {

  /**
   * @param after the call after all of them
   */
  static void tell(List<CallEvent> events, CallState after, Observer observer) {
    if (after instanceof Live || after instanceof Over) {
      Live call = after instanceof Over over ? over.last() : (Live) after;
      Observations observations = new Observations(call, observer);
      events.forEach(observations::tell);
    }
  }

  private void tell(CallEvent event) {
    Instant at = event.at();
    if (event instanceof CallEvent.Created e) {
      Draft draft = e.draft();
      observer.created(call.callId(), draft.callType(), draft.mode(), draft.rings().size());
    } else if (event instanceof CallEvent.Accepted e) {
      decided(e.by().userId(), Outcome.ACCEPTED, at);
    } else if (event instanceof CallEvent.Declined e) {
      decided(e.by().userId(), Outcome.DECLINED, at);
    } else if (event instanceof CallEvent.AnsweredBusy e) {
      decided(e.by().userId(), Outcome.BUSY, at);
    } else if (event instanceof CallEvent.TurnedAway e) {
      decided(e.userId(), call.member(e.userId()).outcome().orElse(Outcome.BUSY), at);
    } else if (event instanceof CallEvent.TimedOut e) {
      e.userIds().forEach(id -> decided(id, Outcome.TIMED_OUT, at));
    } else if (event instanceof CallEvent.Cancelled e) {
      e.userIds().forEach(id -> decided(id, Outcome.CANCELLED, at));
    } else if (event instanceof CallEvent.Ended e) {
      call.members().values().stream()
          .filter(m -> m.outcome().filter(Outcome.MERGED::equals).isPresent())
          .forEach(m -> decided(m.user().id(), Outcome.MERGED, at));
      observer.ended(call.callId(), e.reason(), Duration.between(call.created().at(), at));
    }
  }

  private void decided(String userId, Outcome outcome, Instant at) {
    Instant since = call.member(userId).last().map(Ring::since).orElse(at);
    observer.decided(call.callId(), userId, outcome, Duration.between(since, at));
  }
}
