package dev.ringdown.journal;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.SnapshotSelectionCriteria;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.Recovery;
import java.util.ArrayList;
import java.util.List;

/** The smallest persistent actor: keeps lines, says so once they are durable; no snapshots. */
final class Notebook extends EventSourcedBehavior<Notebook.Add, String, List<String>> {
  /** Keep a line. */
  record Add(String line, ActorRef<Kept> replyTo) {}

  /** All lines that are durable now. */
  record Kept(String notebook, List<String> lines) {}

  private Notebook(String name) {
    super(PersistenceId.ofUniqueId(name));
  }

  static Behavior<Add> create(String name) {
    return new Notebook(name);
  }

  @Override
  public List<String> emptyState() {
    return List.of();
  }

  @Override
  public Recovery recovery() {
    return Recovery.withSnapshotSelectionCriteria(SnapshotSelectionCriteria.none());
  }

  @Override
  public CommandHandler<Add, String, List<String>> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(
            Add.class,
            add ->
                Effect()
                    .persist(add.line())
                    .thenReply(add.replyTo(), lines -> new Kept(persistenceId().id(), lines)))
        .build();
  }

  @Override
  public EventHandler<List<String>, String> eventHandler() {
    return newEventHandlerBuilder()
        .forAnyState()
        .onEvent(
            String.class,
            (lines, line) -> {
              List<String> more = new ArrayList<>(lines);
              more.add(line);
              return List.copyOf(more);
            })
        .build();
  }
}
