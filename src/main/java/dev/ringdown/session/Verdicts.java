package dev.ringdown.session;

import dev.ringdown.spi.RingPermission.Verdict;
import java.util.List;

/**
 * What the permission hook said of one request.
 *
 * @param perCallee in the order of the callees; empty where nobody had to be asked
 */
record Verdicts(List<Verdict> perCallee) {
  static final Verdicts NONE = new Verdicts(List.of());

  Verdicts {
    perCallee = List.copyOf(perCallee);
  }

  Verdict of(int callee) {
    return perCallee.isEmpty() ? Verdict.RING : perCallee.get(callee);
  }

  boolean refuseAll() {
    return !perCallee.isEmpty() && perCallee.stream().allMatch(v -> v == Verdict.REFUSE);
  }
}
