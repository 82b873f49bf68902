package dev.ringdown.kill;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM with the tests' class path. */
public final class Jvm {
  /** The system property of this process that names classes which come before all others there. */
  public static final String FIRST = "ringdown.jvm.first";

  private Jvm() {}

  /** This process's own. */
  public static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /**
   * What it logs below a warning goes nowhere, its errors go to this process's.
   *
   * @param folder for its logging's configuration
   * @param options of the JVM
   */
  public static Process start(Class<?> main, Path folder, List<String> options, String... arguments)
      throws IOException {
    return start(List.of(), main, folder, options, arguments);
  }

  /**
   * @param within a command that starts another one
   */
  public static Process start(
      List<String> within, Class<?> main, Path folder, List<String> options, String... arguments)
      throws IOException {
    Path quiet = folder.resolve("logback.xml");
    Files.writeString(
        quiet,
        "<configuration><appender name=\"c\" class=\"ch.qos.logback.core.ConsoleAppender\"><encoder><pattern>%level %msg%n%ex</pattern></encoder></appender><root level=\"WARN\"><appender-ref ref=\"c\"/></root></configuration>");
    List<String> command = new ArrayList<>(within);
    command.add(ProcessHandle.current().info().command().orElse("java"));
    // No warning of newer JDKs about Akka; older ones do not know the flag.
    command.add("-XX:+IgnoreUnrecognizedVMOptions");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Dlogback.configurationFile=" + quiet);
    command.addAll(options);
    command.add("-cp");
    String first = System.getProperty(FIRST, "");
    command.add(first.isEmpty() ? classPath() : first + File.pathSeparator + classPath());
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
