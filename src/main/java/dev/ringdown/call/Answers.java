package dev.ringdown.call;

import dev.ringdown.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a member's latest requests were answered, so that a repeated one gets the same answer. Only
 * requests that changed something are here: the others may be decided again.
 */
record Answers(List<Answered> latest) {
  /** Far more than one user has under way at a time. */
  static final int KEPT = 16;

  static final Answers NONE = new Answers(List.of());

  /**
   * Request ids are a device's own: another one of the user may count the same way, but the same
   * one may ask again through a new session.
   */
  record Answered(String device, String requestId, Result result) {
    boolean is(Origin by) {
      return device.equals(by.device()) && requestId.equals(by.requestId());
    }
  }

  Answers with(Origin by, Result result) {
    List<Answered> more = new ArrayList<>(latest);
    more.removeIf(a -> a.is(by));
    more.add(new Answered(by.device(), by.requestId(), result));
    int from = Math.max(0, more.size() - KEPT);
    return new Answers(List.copyOf(more.subList(from, more.size())));
  }

  Optional<Result> to(Origin by) {
    for (Answered answered : latest) {
      if (answered.is(by)) {
        return Optional.of(answered.result());
      }
    }
    return Optional.empty();
  }
}
