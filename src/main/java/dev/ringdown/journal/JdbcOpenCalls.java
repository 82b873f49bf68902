package dev.ringdown.journal;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import com.typesafe.config.Config;
import dev.ringdown.call.CallEvent;
import dev.ringdown.call.CallRules;
import dev.ringdown.call.JournalledCall;
import dev.ringdown.spi.OpenCalls;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The open calls in an SQL journal, by one query. It begins at the oldest event of those that were
 * open the last time: whatever is older belongs to calls that are done with.
 */
public final class JdbcOpenCalls implements OpenCalls {
  /** An event may get its number before another one and be seen after it, but not so late. */
  private static final Duration SETTLES = Duration.ofMinutes(1);

  private final Config config;
  private final CallRules rules;
  private final Serialization serialization;
  private final Executor blocking;
  private final int serializer;
  private final String openEvents;
  private final String newestEvent;

  private long from;
  private long newest;
  private long newestAt = System.nanoTime();

  public JdbcOpenCalls(ActorSystem<?> system, CallRules rules) {
    config = system.settings().config();
    this.rules = rules;
    serialization = SerializationExtension.get(system);
    blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
    serializer = CallRows.serializer(config);
    EventTable table = new EventTable(config);
    newestEvent =
        "select coalesce(max(%s), 0) from %s".formatted(table.column("ordering"), table.name());
    openEvents =
        """
        select e.%1$s, e.%2$s, e.%3$s, e.%4$s
        from %5$s e
        where e.%2$s >= ? and e.%6$s = ? and not exists (
          select 1 from %5$s done
          where done.%1$s = e.%1$s and done.%6$s = e.%6$s and done.%3$s in (%7$s))
        order by e.%1$s, e.%8$s
        """
            .formatted(
                table.column("persistenceId"),
                table.column("ordering"),
                table.column("eventSerManifest"),
                table.column("eventPayload"),
                table.name(),
                table.column("eventSerId"),
                CallRows.DONE,
                table.column("sequenceNumber"));
  }

  @Override
  public CompletionStage<List<OpenCall>> find() {
    return CompletableFuture.supplyAsync(this::look, blocking);
  }

  private synchronized List<OpenCall> look() {
    try (Connection connection = Schema.connect(config)) {
      long newestNow = newest(connection);
      Reading reading = new Reading();
      try (PreparedStatement query = connection.prepareStatement(openEvents)) {
        query.setLong(1, from);
        query.setInt(2, serializer);
        query.setFetchSize(1000);
        connection.setAutoCommit(false);
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            reading.event(row.getString(1), row.getLong(2), row.getString(3), row.getBytes(4));
          }
        }
      }
      reading.finish();
      nextFrom(reading.oldest, newestNow);
      return reading.found;
    } catch (SQLException e) {
      throw new JournalException("expected the journal's open calls, but: " + e.getMessage(), e);
    }
  }

  private long newest(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(newestEvent)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void nextFrom(long oldestOpen, long newestNow) {
    if (System.nanoTime() - newestAt >= SETTLES.toNanos()) {
      from = Math.min(oldestOpen, newest);
      newest = newestNow;
      newestAt = System.nanoTime();
    }
  }

  /** Event by event, call by call. */
  private final class Reading {
    private final List<OpenCall> found = new ArrayList<>();
    private final List<CallEvent> events = new ArrayList<>();
    private String persistenceId = "";
    private long oldest = Long.MAX_VALUE;

    void event(String id, long ordering, String manifest, byte[] payload) {
      if (!id.equals(persistenceId)) {
        finish();
        persistenceId = id;
      }
      oldest = Math.min(oldest, ordering);
      events.add((CallEvent) serialization.deserialize(payload, serializer, manifest).get());
    }

    void finish() {
      if (!events.isEmpty()) {
        Instant due = JournalledCall.due(events, rules);
        found.add(new OpenCall(CallRows.callId(persistenceId), due));
        events.clear();
      }
    }
  }
}
