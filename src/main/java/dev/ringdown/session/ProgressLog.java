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

  /** The session asks to be in this call: what happens in it may be on its way. */
  void expects(String callId) {
    if (!calls.containsKey(callId)) {
      hears(Progress.none(callId).live(true));
    }
  }

  /** It is not in the call, unless it heard otherwise. */
  void expectsNoMore(String callId) {
    calls.remove(callId, Progress.none(callId).live(true));
  }

  List<String> live() {
    return calls.values().stream().filter(Progress::live).map(Progress::callId).toList();
  }

  List<Progress> all() {
    return List.copyOf(calls.values());
  }
}
