package dev.ringdown.call;

/** The way to the actors of calls, wherever in the cluster they are. */
@FunctionalInterface
public interface Calls {
  /** Tells the call with this id; its actor is started if it does not run. */
  void tell(String callId, CallCommand command);
}
