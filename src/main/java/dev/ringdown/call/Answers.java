package dev.ringdown.call;

import dev.ringdown.Result;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the latest requests were answered, so that a repeated one gets the same answer. */
final class Answers {
  private static final int KEPT = 64;

  private final Map<Live.RequestKey, Result> byRequest;

  Answers(Map<Live.RequestKey, Result> before) {
    byRequest = new LinkedHashMap<>(before);
  }

  void put(Origin by, Result result) {
    byRequest.put(Live.RequestKey.of(by), result);
    if (byRequest.size() > KEPT) {
      byRequest.remove(byRequest.keySet().iterator().next());
    }
  }

  Map<Live.RequestKey, Result> all() {
    return Collections.unmodifiableMap(byRequest);
  }
}
