package dev.ringdown.journal;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.kill.Jvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
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
    ActorSystem<?> system = ActorSystem.create(writers(), "killed", config);
    system.systemActorOf(Compaction.keeper(config), "compaction", Props.empty());
  }

  /**
   * Starts {@link #main} as a process; what it logs goes nowhere. What keeps the events is in
   * {@code h2.conf}. Space is used again after 0.5 s instead of 5: that is where H2 by itself loses
   * what was written last.
   */
  static Process start(String url, Path folder) throws IOException {
    return Jvm.start(
        KilledProcess.class,
        folder,
        List.of(
            "-Dringdown.journal.jdbc.url=" + url,
            "-Dringdown.journal.jdbc.properties.RETENTION_TIME=500"));
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
