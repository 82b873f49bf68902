package dev.ringdown.defects;

import dev.ringdown.kill.Jvm;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Plants one defect after the other, and looks which test catches it. */
@Command(
    name = "planted-defects",
    mixinStandardHelpOptions = true,
    description = "Plants each defect of src/test/defects, runs the tests, prints a table.")
public final class PlantedDefects implements Callable<Integer> {
  private static final long LONGEST_MINUTES = 15;

  @Parameters(description = "defects to plant, by name (default: all of them)", arity = "0..*")
  private List<String> names = List.of();

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new PlantedDefects()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    System.out.println("| defect | what breaks | caught by | |");
    System.out.println("| --- | --- | --- | --- |");
    boolean allCaught = true;
    for (Defect defect : Defect.all()) {
      if (names.isEmpty() || names.contains(defect.name())) {
        String test = firstFailure(planted(defect));
        allCaught &= !test.isEmpty();
        System.out.printf(
            "| %s | %s | %s | %s |%n",
            defect.name(),
            defect.title(),
            test.isEmpty() ? "-" : "`" + test + "`",
            test.isEmpty() ? "**missed**" : "caught");
      }
    }
    return allCaught ? 0 : 1;
  }

  /** The folder of the classes that have the defect of this name. */
  public static Path classes(String name) throws Exception {
    return planted(
        Defect.all().stream()
            .filter(defect -> defect.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("defect: " + name + " is not there")));
  }

  private static Path planted(Defect defect) throws Exception {
    Path folder = Files.createTempDirectory("defect");
    Path source = folder.resolve(defect.source().getFileName());
    Files.write(source, defect.plant());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int failed =
        compiler.run(
            null,
            System.out,
            System.out,
            "-proc:none",
            "-nowarn",
            "-d",
            folder.toString(),
            "-cp",
            Jvm.classPath(),
            source.toString());
    if (failed != 0) {
      throw new IllegalStateException("expected code that compiles: " + defect);
    }
    return folder;
  }

  /** The first test that fails with these classes before the engine's own; empty if none does. */
  private static String firstFailure(Path classes) throws IOException, InterruptedException {
    Process tests =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                FirstFailure.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String failed = "";
    try (var output = tests.inputReader(StandardCharsets.UTF_8)) {
      String line;
      while ((line = output.readLine()) != null) {
        if (line.startsWith(FirstFailure.FAILED)) {
          failed = line.substring(FirstFailure.FAILED.length());
        }
      }
    }
    if (!tests.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
      tests.destroyForcibly();
      return "(tests that never ended)";
    }
    return failed;
  }
}
