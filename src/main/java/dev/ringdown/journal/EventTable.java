package dev.ringdown.journal;

import com.typesafe.config.Config;

/** The table of the events, by the names that the plugin is configured with. */
final class EventTable {
  private final Config table;

  EventTable(Config config) {
    table = config.getConfig("jdbc-journal.tables.event_journal");
  }

  /** With its schema. */
  String name() {
    return name(table);
  }

  /**
   * @param key what the plugin's configuration calls it, such as {@code persistenceId}
   */
  String column(String key) {
    return quoted(table.getString("columnNames." + key));
  }

  static String name(Config table) {
    String schema = table.getString("schemaName");
    String name = quoted(table.getString("tableName"));
    return schema.isEmpty() ? name : quoted(schema) + "." + name;
  }

  static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
