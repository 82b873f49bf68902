package dev.ringdown.chaos;

import akka.actor.typed.ActorSystem;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import dev.ringdown.call.CallEvent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The journal's events of all calls, read beside the nodes. */
final class Ledger {
  private static final String PREFIX = "call:";

  private final String url;
  private final Serialization serialization;

  Ledger(String url, ActorSystem<?> system) {
    this.url = url;
    serialization = SerializationExtension.get(system);
  }

  Map<String, List<CallEvent>> read() {
    String query =
        "select persistence_id, event_ser_id, event_ser_manifest, event_payload from event_journal"
            + " where persistence_id like '"
            + PREFIX
            + "%' order by persistence_id, sequence_number";
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      Map<String, List<CallEvent>> calls = new LinkedHashMap<>();
      while (row.next()) {
        CallEvent event =
            (CallEvent)
                serialization.deserialize(row.getBytes(4), row.getInt(2), row.getString(3)).get();
        calls
            .computeIfAbsent(row.getString(1).substring(PREFIX.length()), id -> new ArrayList<>())
            .add(event);
      }
      return calls;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read the journal", e);
    }
  }
}
