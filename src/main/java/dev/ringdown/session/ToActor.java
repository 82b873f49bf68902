package dev.ringdown.session;

import akka.actor.typed.ActorRef;

/** An actor of the application's. Its mailbox takes everything; it is its own business. */
record ToActor(ActorRef<SessionEvent> actor) implements Listener {
  @Override
  public boolean raise(SessionEvent event) {
    actor.tell(event);
    return true;
  }

  @Override
  public boolean stopsWhenClosed() {
    return false;
  }
}
