package dev.ringdown.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the nodes log: to a file each, since they have much to complain of. For one thread. */
final class Logs {
  /** The system property of a node that says how it logs. */
  static final String CONFIGURATION = "logback.configurationFile";

  /** The one that says where to. */
  static final String FILE = "ringdown.chaos.log";

  private final Path folder;
  private int nodes;

  private Logs(Path folder) {
    this.folder = folder;
  }

  static Logs in(Path folder) {
    try {
      Files.writeString(
          folder.resolve("logback.xml"),
          """
          <configuration>
            <appender name="file" class="ch.qos.logback.core.FileAppender">
              <file>${%s}</file>
              <encoder>
                <pattern>%%d{HH:mm:ss.SSS, UTC} %%-5level %%logger{36} - %%msg%%n%%ex{3}</pattern>
              </encoder>
            </appender>
            <root level="INFO"><appender-ref ref="file"/></root>
          </configuration>
          """
              .formatted(FILE));
      return new Logs(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path configuration() {
    return folder.resolve("logback.xml");
  }

  /** The file of the next node that is started. */
  Path next() {
    return folder.resolve("node" + ++nodes + ".log");
  }
}
