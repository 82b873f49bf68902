package dev.ringdown;

import java.util.List;

/**
 * One page of a user's missed calls, newest first.
 *
 * @param unread how many, over all pages, came after the seen mark
 * @param total how many are kept, over all pages
 */
public record MissedCalls(List<MissedCall> calls, int unread, int total) {
  public MissedCalls {
    calls = List.copyOf(calls);
  }
}
