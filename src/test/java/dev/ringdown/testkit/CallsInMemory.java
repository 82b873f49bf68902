package dev.ringdown.testkit;

import dev.ringdown.call.CallEvent;
import dev.ringdown.spi.OpenCalls;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Finds the open calls in the journal in memory, whichever actor system has it by now. */
record CallsInMemory(Supplier<StoredJournal> journal) implements OpenCalls {
  @Override
  public CompletionStage<List<OpenCall>> find() {
    StoredJournal stored = journal.get();
    return CompletableFuture.completedStage(
        stored.calls().stream()
            .filter(callId -> isOpen(stored.call(callId)))
            .map(callId -> new OpenCall(callId, Instant.MIN))
            .toList());
  }

  private static boolean isOpen(List<CallEvent> events) {
    CallEvent last = events.get(events.size() - 1);
    boolean isOver =
        last instanceof CallEvent.Settled
            || (last instanceof CallEvent.Ended ended && !ended.owesMissedCalls());
    return !isOver;
  }
}
