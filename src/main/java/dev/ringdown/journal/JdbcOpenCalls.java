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
import java.lang.ref.SoftReference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.util.Try;

/**
 * The open calls in an SQL journal: those of the last {@link Checkpoint}, and those that began
 * since, without those whose final event has come. Then the events are read of those that have new
 * ones, which say when each is due.
 */
public final class JdbcOpenCalls implements OpenCalls {
  /** An event may get its number before another one and be seen after it, but not so late. */
  static final Duration SETTLES = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(JdbcOpenCalls.class);
  private static final int CALLS_AT_A_TIME = 500;
  private static final int ROWS_AT_A_TIME = 5000;

  private final Duration settles;
  private final Config config;
  private final CallRules rules;
  private final Serialization serialization;
  private final Executor blocking;
  private final int serializer;
  private final String checkpoints;
  private final String newer;
  private final String events;

  private Optional<Seen> seen = Optional.empty();

  /** One look follows another when a node is lost; much later ones can do without. */
  private SoftReference<Map<String, Due>> lastLook = new SoftReference<>(Map.of());

  /** The newest event that a look saw; by now, whatever is numbered lower can be seen too. */
  private record Seen(long ordering, long atNanos) {}

  /** When a call is due, by its events up to this one. */
  private record Due(long ordering, Instant at) {}

  public JdbcOpenCalls(ActorSystem<?> system, CallRules rules) {
    this(system, rules, SETTLES);
  }

  JdbcOpenCalls(ActorSystem<?> system, CallRules rules, Duration settles) {
    this.settles = settles;
    config = system.settings().config();
    this.rules = rules;
    serialization = SerializationExtension.get(system);
    blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
    serializer = CallRows.serializer(config);
    checkpoints = Checkpoint.table(config);
    EventTable table = new EventTable(config);
    newer =
        """
        select %1$s, %2$s, %3$s in (%4$s) from %5$s
        where %1$s > ? and %6$s = %7$d order by %1$s
        """
            .formatted(
                table.column("ordering"),
                table.column("persistenceId"),
                table.column("eventSerManifest"),
                CallRows.DONE,
                table.name(),
                table.column("eventSerId"),
                serializer);
    events =
        "select %1$s, %2$s, %3$s from %4$s where %1$s = any(?) order by %1$s, %5$s"
            .formatted(
                table.column("persistenceId"),
                table.column("eventSerManifest"),
                table.column("eventPayload"),
                table.name(),
                table.column("sequenceNumber"));
  }

  @Override
  public CompletionStage<List<OpenCall>> find() {
    return CompletableFuture.supplyAsync(this::look, blocking);
  }

  private synchronized List<OpenCall> look() {
    try (Connection connection = Schema.connect(config)) {
      // PostgreSQL fetches row by row only within a transaction.
      connection.setAutoCommit(false);
      Checkpoint checkpoint = Checkpoint.read(connection, checkpoints);
      Map<String, Long> open = new LinkedHashMap<>();
      checkpoint.persistenceIds().forEach(id -> open.put(id, checkpoint.ordering()));
      long newest = follow(connection, checkpoint.ordering(), open);
      Map<String, Due> due = readDue(connection, open);
      keep(connection, newest, due.keySet());
      connection.commit();
      lastLook = new SoftReference<>(due);
      return due.entrySet().stream()
          .map(call -> new OpenCall(CallRows.callId(call.getKey()), call.getValue().at()))
          .toList();
    } catch (SQLException e) {
      throw new JournalException("expected the journal's open calls, but: " + e.getMessage(), e);
    }
  }

  /** Adds whoever has an event, with his last one, removes whoever is done with. */
  private long follow(Connection connection, long from, Map<String, Long> open)
      throws SQLException {
    long newest = from;
    try (PreparedStatement query = connection.prepareStatement(newer)) {
      query.setLong(1, from);
      query.setFetchSize(ROWS_AT_A_TIME);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          newest = row.getLong(1);
          if (row.getBoolean(3)) {
            open.remove(row.getString(2));
          } else {
            open.put(row.getString(2), newest);
          }
        }
      }
    }
    return newest;
  }

  private Map<String, Due> readDue(Connection connection, Map<String, Long> open)
      throws SQLException {
    Map<String, Due> known = Optional.ofNullable(lastLook.get()).orElse(Map.of());
    Map<String, Due> all = new LinkedHashMap<>();
    List<String> some = new ArrayList<>();
    for (Map.Entry<String, Long> call : open.entrySet()) {
      Due due = known.get(call.getKey());
      if (due != null && due.ordering() >= call.getValue()) {
        all.put(call.getKey(), due);
      } else {
        some.add(call.getKey());
      }
      if (some.size() == CALLS_AT_A_TIME) {
        readDue(connection, some, open, all);
      }
    }
    readDue(connection, some, open, all);
    return all;
  }

  private void readDue(
      Connection connection, List<String> some, Map<String, Long> open, Map<String, Due> all)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(events)) {
      query.setArray(1, connection.createArrayOf("varchar", some.toArray()));
      try (ResultSet row = query.executeQuery()) {
        List<Try<Object>> ofCall = new ArrayList<>();
        String id = "";
        while (row.next()) {
          if (!row.getString(1).equals(id)) {
            add(id, ofCall, open, all);
            ofCall.clear();
            id = row.getString(1);
          }
          ofCall.add(serialization.deserialize(row.getBytes(3), serializer, row.getString(2)));
        }
        add(id, ofCall, open, all);
      }
    }
    some.clear();
  }

  private void add(
      String id, List<Try<Object>> ofCall, Map<String, Long> open, Map<String, Due> all) {
    if (!ofCall.isEmpty()) {
      all.put(id, new Due(open.get(id), due(id, ofCall)));
    }
  }

  /** One call that this version cannot read keeps no other asleep: another node may know it. */
  private Instant due(String id, List<Try<Object>> ofCall) {
    for (Try<Object> event : ofCall) {
      if (event.isFailure()) {
        LOG.warn("When {} is due cannot be read: {}", id, event.failed().get().getMessage());
        return Instant.MIN;
      }
    }
    return JournalledCall.due(
        ofCall.stream().map(event -> (CallEvent) event.get()).toList(), rules);
  }

  private void keep(Connection connection, long newest, Set<String> left) throws SQLException {
    if (seen.isEmpty()) {
      seen = Optional.of(new Seen(newest, System.nanoTime()));
    } else if (System.nanoTime() - seen.get().atNanos() >= settles.toNanos()) {
      Checkpoint.write(connection, checkpoints, seen.get().ordering(), left);
      seen = Optional.of(new Seen(newest, System.nanoTime()));
    }
  }
}
