package dev.ringdown.testkit;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.persistence.PersistentRepr;
import akka.persistence.SnapshotMetadata;
import akka.persistence.testkit.EventStorage;
import akka.persistence.testkit.SnapshotStorage;
import akka.persistence.testkit.internal.InMemStorageExtension;
import akka.persistence.testkit.internal.SnapshotStorageEmulatorExtension;
import dev.ringdown.call.CallEvent;
import java.util.List;
import java.util.stream.Stream;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Vector;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The journal in memory of one actor system: what is in it, and the way into the next system. As
 * with a database, what was deleted leaves its sequence number.
 */
final class StoredJournal {
  private static final String CALL = "call:";

  private final EventStorage events;
  private final SnapshotStorage snapshots;

  private StoredJournal(akka.actor.ActorSystem system) {
    events = InMemStorageExtension.get(system).defaultStorage();
    snapshots = SnapshotStorageEmulatorExtension.get(system);
  }

  static StoredJournal of(ActorSystem<?> system) {
    return new StoredJournal(Adapter.toClassic(system));
  }

  /** The events of a call, in order; empty if there is no such call. */
  List<CallEvent> call(String callId) {
    return stored(CALL + callId).stream().map(e -> (CallEvent) e.payload()).toList();
  }

  /** Every call that was ever created, in no order. */
  List<String> calls() {
    return keys().filter(id -> id.startsWith(CALL)).map(id -> id.substring(CALL.length())).toList();
  }

  /** Puts everything into a journal that is empty, and makes that fail as this one would. */
  void into(StoredJournal next) {
    keys().forEach(id -> copy(id, next));
    next.events.setPolicy(events.currentPolicy());
    CollectionConverters.asJava(snapshots.keys()).forEach(id -> copySnapshots(id, next));
    next.snapshots.setPolicy(snapshots.currentPolicy());
  }

  private void copy(String id, StoredJournal next) {
    List<PersistentRepr> stored = stored(id);
    long highest = highest(id);
    if (stored.isEmpty() && highest > 0) {
      next.events.add(id, PersistentRepr.apply("deleted", highest, id, "", false, null, ""));
      next.events.removePreservingSeqNumber(id);
    }
    stored.forEach(event -> next.events.add(id, event));
  }

  private void copySnapshots(String id, StoredJournal next) {
    Option<Vector<Tuple2<SnapshotMetadata, Object>>> stored = snapshots.read(id);
    if (stored.isDefined()) {
      CollectionConverters.asJava(stored.get())
          .forEach(snapshot -> next.snapshots.tryAdd(snapshot._1(), snapshot._2()));
    }
  }

  /** The number of the last event that was ever stored under this id. */
  long highest(String id) {
    return events.getHighestSeqNumber(id);
  }

  private Stream<String> keys() {
    return CollectionConverters.asJava(events.keys()).stream();
  }

  private List<PersistentRepr> stored(String id) {
    long highest = highest(id);
    return highest == 0
        ? List.of()
        : List.copyOf(CollectionConverters.asJava(events.read(id, 1, highest, Long.MAX_VALUE)));
  }
}
