package dev.ringdown.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** An {@link EngineProcess}, seen from the process that started it. */
final class Child implements AutoCloseable {
  private final Process process;
  private final PrintStream input;
  private final Map<String, Ear> ears;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  /**
   * Returns when its engine is up.
   *
   * @param ears by the ids of their users
   */
  static Child start(Path folder, CallName call, Map<String, Ear> ears) {
    try {
      Process process =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElse("java"),
                  // No warning of newer JDKs about Akka; older ones do not know the flag.
                  "-XX:+IgnoreUnrecognizedVMOptions",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-Dlogback.configurationFile=dev/ringdown/demo/logback.xml",
                  "-cp",
                  classPath(),
                  EngineProcess.class.getName(),
                  folder.toString(),
                  call.id(),
                  call.name())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      Child child = new Child(process, ears);
      child.expect("up");
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Under Maven, the property holds Maven's own class path, and a class loader ours. */
  private static String classPath() {
    return Child.class.getClassLoader() instanceof URLClassLoader loader
        ? Arrays.stream(loader.getURLs())
            .map(Child::path)
            .collect(Collectors.joining(System.getProperty("path.separator")))
        : System.getProperty("java.class.path");
  }

  private static String path(URL url) {
    try {
      return Path.of(url.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new Failure("cannot read the class path: " + e.getMessage());
    }
  }

  private Child(Process process, Map<String, Ear> ears) {
    this.process = process;
    this.ears = ears;
    input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, "child");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      String line;
      while ((line = output.readLine()) != null) {
        String[] words = line.split(EngineProcess.TAB, -1);
        if (words[0].equals("heard")) {
          ears.get(words[1]).hear(new Line(words[2], words[3]), words[4]);
        } else {
          answers.add(String.join(" ", words));
        }
      }
    } catch (IOException e) {
      answers.add("gone: " + e.getMessage());
    }
  }

  void does(String... words) {
    input.println(String.join(EngineProcess.TAB, words));
  }

  /** Waits for this answer. */
  void expect(String answer) {
    try {
      String got = answers.poll(Ear.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (!answer.equals(got)) {
        throw new Failure("the other process answered " + got + " instead of " + answer);
      }
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    }
  }

  /** It has no time to say or write anything more. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Lets it end by itself. */
  @Override
  public void close() {
    input.close();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(Ear.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new Failure("the other process did not end");
      }
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    }
  }
}
