package dev.ringdown.user;

/** The way to the actors of users, wherever in the cluster they are. */
@FunctionalInterface
public interface Users {
  /** Tells the user with this id; his actor is started if it does not run. */
  void tell(String userId, UserCommand command);
}
