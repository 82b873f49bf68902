package dev.ringdown.demo;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Exit code 0: all went as expected; 1: something did not; 2: bad options. */
@Command(
    name = "ringdown",
    description =
        "Plays call flows on an engine of its own, prints every callback as it is raised, and"
            + " checks that all of them came, in order, and no others. The command serve starts the"
            + " gateway.",
    sortOptions = false,
    usageHelpWidth = 100,
    exitCodeOnExecutionException = 1)
public final class Main implements Callable<Integer> {
  private final PrintStream out;

  @Spec private CommandSpec spec;

  @Option(
      names = "--flow",
      paramLabel = "<name>",
      description = "Play only this flow; may be repeated.")
  private List<String> flows = new ArrayList<>();

  @Option(names = "--list", description = "List the flows, and play none.")
  private boolean list;

  @Option(
      names = "--journal",
      paramLabel = "h2|postgres|<folder>",
      defaultValue = "h2",
      description = {
        "Where events are kept. h2: a temporary folder, deleted at the end (default). <folder>: an"
            + " H2 file there, kept. postgres: the database that RINGDOWN_JOURNAL_URL, _USER and"
            + " _PASSWORD name. The flow \"killed\" has a temporary folder of its own."
      })
  private String journal;

  @Option(
      names = "--pace",
      paramLabel = "<ms>",
      defaultValue = "150",
      description = "Milliseconds to read before each action, 0 to 500 (default 150).")
  private int pace;

  @Option(names = "--fast", description = "As --pace 0.")
  private boolean fast;

  @Option(
      names = "--no-color",
      description = "No colour; also without a terminal, or with NO_COLOR set.")
  private boolean noColour;

  @Option(names = "--help", usageHelp = true, description = "Print this, and do nothing else.")
  @SuppressWarnings("UnusedVariable") // its option is enough
  private boolean help;

  Main(PrintStream out) {
    this.out = out;
  }

  /** Ends the process unless all went well: then whoever called this goes on. */
  public static void main(String[] args) {
    // Not under a name that logging looks for by itself: an application must not inherit it.
    System.setProperty(
        "logback.configurationFile",
        Arrays.asList(args).contains("serve")
            ? "dev/ringdown/demo/serve.xml"
            : "dev/ringdown/demo/logback.xml");
    int code = run(args, System.out, System.err);
    if (code != 0) {
      System.exit(code);
    }
  }

  static int run(String[] args, PrintStream out, PrintStream err) {
    return new CommandLine(new Main(out))
        .addSubcommand(new Serve(out))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((e, arguments) -> refuse(e))
        .setExecutionExceptionHandler((e, line, result) -> fail(e, line))
        .execute(args);
  }

  private static int refuse(ParameterException e) {
    e.getCommandLine().getErr().println(e.getMessage() + "\nTry --help.");
    return CommandLine.ExitCode.USAGE;
  }

  private static int fail(Exception e, CommandLine line) {
    line.getErr().println("Cannot run: " + e.getMessage());
    return CommandLine.ExitCode.SOFTWARE;
  }

  @Override
  public Integer call() throws Exception {
    check();
    if (list) {
      Flows.ALL.forEach(flow -> out.printf("%-16s %s%n", flow.name(), flow.headline()));
      return CommandLine.ExitCode.OK;
    }
    Screen screen = new Screen(out, !noColour && Terminal.hasColour());
    Duration reading = fast ? Duration.ZERO : Duration.ofMillis(pace);
    try (Journal open = Journal.open(journal)) {
      boolean good =
          new Demonstration(screen, open, reading)
              .show(flows.isEmpty() ? Flows.ALL : Flows.named(flows));
      return good ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
  }

  private void check() {
    for (String name : flows) {
      if (!Flows.names().contains(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "--flow: %s (expected: one of %s)".formatted(name, String.join(", ", Flows.names())));
      }
    }
    if (pace < 0 || pace > 500) {
      throw new ParameterException(
          spec.commandLine(), "--pace: %d (expected: 0 to 500)".formatted(pace));
    }
  }
}
