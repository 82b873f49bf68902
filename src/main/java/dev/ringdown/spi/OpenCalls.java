package dev.ringdown.spi;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds the calls in the journal that are not done with, so that they are started again after their
 * process died: a timer of a dead actor wakes nobody. The engine has one for {@code jdbc-journal};
 * who uses another journal, and wants his calls to survive, plugs in his own.
 */
public interface OpenCalls {
  OpenCalls NONE = () -> CompletableFuture.completedStage(List.of());

  /**
   * A call that has begun and is not done with.
   *
   * @param due when something has to happen in it; {@link Instant#MIN} if that is not known
   */
  record OpenCall(String callId, Instant due) {}

  /**
   * Every call whose last event is neither {@code Ended}, with no missed calls owed, nor {@code
   * Settled}; a few others among them do no harm. Asked at the start, when a node is lost, and
   * every {@code ringdown.sweep.interval}, never twice at a time. Must not block: it runs on a
   * thread of the engine. After a failure it is asked again.
   */
  CompletionStage<List<OpenCall>> find();
}
