package dev.ringdown.testkit;

import akka.dispatch.DispatcherPrerequisites;
import akka.dispatch.ExecutorServiceConfigurator;
import akka.dispatch.ExecutorServiceFactory;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;

/**
 * Makes every actor of a system run on one thread, and tells when none has anything left to do: a
 * test can wait for that instead of for time.
 */
public final class Quiet {
  private static final Map<String, OneThread> THREADS = new ConcurrentHashMap<>();

  private Quiet() {}

  /**
   * What the actor system's configuration must contain.
   *
   * @param id of this system among those of this process
   */
  static Config config(String id) {
    String dispatchers = "";
    for (String dispatcher :
        new String[] {
          "akka.actor.default-dispatcher",
          "akka.actor.internal-dispatcher",
          "akka.actor.default-blocking-io-dispatcher",
          "akka.persistence.dispatchers.default-plugin-dispatcher",
          "akka.persistence.dispatchers.default-replay-dispatcher",
          "ringdown.listener-dispatcher"
        }) {
      dispatchers +=
          dispatcher
              + " { type = Dispatcher, executor = \""
              + Executor.class.getName()
              + "\", quiet-id = \""
              + id
              + "\" }\n";
    }
    return ConfigFactory.parseString(dispatchers);
  }

  /** Waits until no actor of the system has anything left to do. */
  static void await(String id) {
    thread(id).await();
  }

  static void forget(String id) {
    OneThread thread = THREADS.remove(id);
    if (thread != null) {
      thread.shutdownNow();
    }
  }

  private static OneThread thread(String id) {
    return THREADS.computeIfAbsent(id, OneThread::new);
  }

  /** For Akka, which makes it by reflection: once for each dispatcher. */
  public static final class Executor extends ExecutorServiceConfigurator {
    private final String id;

    public Executor(Config config, DispatcherPrerequisites prerequisites) {
      super(config, prerequisites);
      id = config.getString("quiet-id");
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(
        String dispatcher, ThreadFactory threads) {
      return new ExecutorServiceFactory() {
        @Override
        public ExecutorService createExecutorService() {
          return thread(id).shared();
        }
      };
    }
  }
}
