package dev.ringdown.session;

import akka.actor.typed.ActorRef;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An application's callbacks, which may be so many events behind.
 *
 * @param waiting how many events were handed over and not yet worked off
 */
record ToCallbacks(ActorRef<SessionEvent> callbacks, AtomicInteger waiting, int most)
    implements Listener {
  @Override
  public boolean raise(SessionEvent event) {
    boolean inTime = waiting.incrementAndGet() <= most;
    callbacks.tell(event);
    return inTime;
  }

  @Override
  public boolean stopsWhenClosed() {
    return true;
  }
}
