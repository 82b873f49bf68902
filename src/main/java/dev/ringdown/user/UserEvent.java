package dev.ringdown.user;

import dev.ringdown.MissedCall;

/** What is journalled of a user: nothing but his missed calls, and which of them he has seen. */
public sealed interface UserEvent {

  /**
   * @param call with its number
   */
  record MissedCallRecorded(MissedCall call) implements UserEvent {}

  /**
   * @param upTo the number of the last missed call that he has seen
   */
  record MissedCallsSeen(long upTo) implements UserEvent {}
}
