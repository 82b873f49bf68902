package dev.ringdown.benchmark;

import akka.dispatch.Futures;
import akka.persistence.AtomicWrite;
import akka.persistence.PersistentRepr;
import akka.persistence.journal.japi.AsyncWriteJournal;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Consumer;
import scala.concurrent.Future;

/**
 * A journal that forgets everything at once: the heap holds what the actors need, and no events.
 */
public final class NothingKept extends AsyncWriteJournal {

  static Config config() {
    return ConfigFactory.parseString(
            """
            nothing-kept.class = "%s"
            akka.persistence.journal.plugin = nothing-kept
            """
                .formatted(NothingKept.class.getName()))
        .withFallback(Journals.inMemory());
  }

  @Override
  public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(
      Iterable<AtomicWrite> messages) {
    return Futures.successful(Collections.emptyList());
  }

  @Override
  public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
    return Futures.successful(null);
  }

  @Override
  public Future<Void> doAsyncReplayMessages(
      String persistenceId,
      long fromSequenceNr,
      long toSequenceNr,
      long max,
      Consumer<PersistentRepr> replayCallback) {
    return Futures.successful(null);
  }

  @Override
  public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
    return Futures.successful(0L);
  }
}
