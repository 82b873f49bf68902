package dev.ringdown.journal;

import com.typesafe.config.Config;

/** Which rows of the journal are a call's, and which of them says that nothing is left to do. */
final class CallRows {
  /** The manifests of {@code Ended} without missed calls owed, and of {@code Settled}. */
  static final String DONE = "'E', 'S'";

  private static final String PREFIX = "call:";

  private CallRows() {}

  /** The number of the serializer whose events are those of calls. */
  static int serializer(Config config) {
    return config
        .getConfig("akka.actor.serialization-identifiers")
        .getInt("\"dev.ringdown.serialization.CallEventSerializer\"");
  }

  static boolean isCall(String persistenceId) {
    return persistenceId.startsWith(PREFIX);
  }

  static String callId(String persistenceId) {
    return persistenceId.substring(PREFIX.length());
  }
}
