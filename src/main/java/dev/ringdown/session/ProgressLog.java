package dev.ringdown.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How far this session has heard of each call: of those that go on, and of the last others. */
final class ProgressLog {
  static final int MOST = 16;

  /** A call that ends while this session hears nothing of it looks as if it went on. */
  static final int MOST_LIVE = 128;

  private final Map<String, Progress> calls = new LinkedHashMap<>(2);

  void hears(Progress progress) {
    calls.remove(progress.callId());
    calls.put(progress.callId(), progress);
    if (calls.size() > MOST) {
      calls.values().stream()
          .filter(p -> !p.live())
          .findFirst()
          .ifPresent(p -> calls.remove(p.callId()));
    }
    if (calls.size() > MOST_LIVE) {
      calls.remove(calls.keySet().iterator().next());
    }
  }

  /** The session was told that it is in this call; what happens in it is on its way. */
  void expects(String callId) {
    if (!calls.containsKey(callId)) {
      hears(Progress.none(callId).live(true));
    }
  }

  List<Progress> all() {
    return List.copyOf(calls.values());
  }
}
