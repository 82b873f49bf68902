package dev.ringdown.journal;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Writes for ever, and prints a line for every event that is acknowledged. */
final class KilledProcess {
  static final String ACKNOWLEDGED = "acknowledged ";

  private static final int WRITERS = 50;

  private KilledProcess() {}

  /** Takes {@code h2.conf}'s URL from the system property {@code ringdown.journal.jdbc.url}. */
  public static void main(String[] args) {
    Config config = ConfigFactory.load("h2");
    Schema.ensure(config);
    ActorSystem.create(writers(), "killed", config);
  }

  /** Starts {@link #main} as a process; what it logs goes nowhere. */
  static Process start(String url, Path folder) throws IOException {
    Path quiet = folder.resolve("logback.xml");
    Files.writeString(
        quiet,
        "<configuration><appender name=\"c\" class=\"ch.qos.logback.core.ConsoleAppender\"><encoder><pattern>%level %msg%n%ex</pattern></encoder></appender><root level=\"WARN\"><appender-ref ref=\"c\"/></root></configuration>");
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            // No warning of newer JDKs about Akka; older ones do not know the flag.
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dringdown.journal.jdbc.url=" + url,
            "-Dlogback.configurationFile=" + quiet,
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            KilledProcess.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Behavior<Notebook.Kept> writers() {
    return Behaviors.setup(
        context -> {
          Map<String, ActorRef<Notebook.Add>> notebooks = new HashMap<>();
          for (int i = 0; i < WRITERS; i++) {
            String name = "notebook-" + i;
            notebooks.put(name, context.spawn(Notebook.create(name), name));
          }
          notebooks
              .values()
              .forEach(notebook -> notebook.tell(new Notebook.Add("1", context.getSelf())));
          return Behaviors.receiveMessage(
              kept -> {
                int written = kept.lines().size();
                System.out.println(ACKNOWLEDGED + kept.notebook() + " " + written + " .");
                notebooks
                    .get(kept.notebook())
                    .tell(new Notebook.Add(String.valueOf(written + 1), context.getSelf()));
                return Behaviors.same();
              });
        });
  }
}
