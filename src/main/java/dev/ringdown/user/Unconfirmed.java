package dev.ringdown.user;

import akka.actor.typed.ActorRef;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.timer.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What one session was sent and has not confirmed: it is sent again until it is. */
final class Unconfirmed {
  static final int MOST = 1000;

  /**
   * @param at when it was sent, or sent again
   */
  private record Sent(SessionCommand.Deliver delivery, Instant at) {}

  private List<Sent> deliveries = List.of();
  private Duration pause = Schedule.PATIENCE;
  private Instant repeatAt = Instant.MAX;
  private boolean isWhole = true;

  void add(SessionCommand.Deliver deliver, Instant now) {
    if (deliveries.isEmpty()) {
      deliveries = new ArrayList<>(2);
      expectWhatWasSent(now);
    } else if (deliveries.size() == MOST) {
      // Nobody is there, or he will see the gap, and register anew.
      deliveries.clear();
      isWhole = false;
    }
    deliveries.add(new Sent(deliver, now));
  }

  /** A confirmation may come again: what is sent again is confirmed again. */
  void confirmed(long number) {
    if (deliveries.isEmpty()) {
      return;
    }
    boolean isNews = deliveries.removeIf(sent -> sent.delivery().number() <= number);
    if (deliveries.isEmpty()) {
      deliveries = List.of();
      repeatAt = Instant.MAX;
    } else if (isNews) {
      expectWhatWasSent(deliveries.get(0).at());
    }
  }

  /** False if some was let go. */
  boolean isWhole() {
    return isWhole;
  }

  /** What was sent of this call. */
  List<SessionEvent> of(String callId) {
    return deliveries.stream()
        .flatMap(sent -> sent.delivery().events().stream())
        .filter(event -> event instanceof SessionEvent.OfCall of && of.callId().equals(callId))
        .toList();
  }

  /** In the order in which it was sent. */
  List<SessionCommand.Deliver> all() {
    return deliveries.stream().map(Sent::delivery).toList();
  }

  private void expectWhatWasSent(Instant then) {
    pause = Schedule.PATIENCE;
    repeatAt = then.plus(pause);
  }

  void repeatTo(ActorRef<SessionCommand> session, Instant now) {
    if (!repeatAt.isAfter(now)) {
      pause = Pause.after(pause);
      repeatAt = now.plus(pause);
      deliveries.replaceAll(sent -> new Sent(sent.delivery(), now));
      deliveries.forEach(sent -> session.tell(sent.delivery()));
    }
  }

  /** {@link Instant#MAX}: never. */
  Instant repeatAt() {
    return repeatAt;
  }
}
