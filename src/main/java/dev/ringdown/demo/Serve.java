package dev.ringdown.demo;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.Ringdown;
import dev.ringdown.RingdownSetup;
import dev.ringdown.gateway.Gateway;
import dev.ringdown.gateway.GatewaySettings;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the gateway until the process is stopped. */
@Command(
    name = "serve",
    description = {
      "Starts the gateway with an engine of its own, and logs calls as they happen. Without other"
          + " settings it listens on this machine only, keeps its journal in ringdown-data, and"
          + " signs tokens for whoever asks: for trying it. conf/gateway.conf lists the settings,"
          + " and the variables that set them."
    },
    sortOptions = false,
    usageHelpWidth = 100)
final class Serve implements Callable<Integer> {
  private static final String GATEWAY = "ringdown.gateway.";

  private final PrintStream out;

  @Spec private CommandSpec spec;

  @Option(names = "--host", paramLabel = "<address>", description = "Where to listen.")
  private Optional<String> host = Optional.empty();

  @Option(names = "--port", paramLabel = "<number>", description = "Where to listen; 0: any.")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "<file>",
      description = "Settings that go before all others but these options.")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--help", usageHelp = true, description = "Print this, and do nothing else.")
  @SuppressWarnings("UnusedVariable") // its option is enough
  private boolean help;

  Serve(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    try (Ringdown ringdown = Ringdown.start(settings(), RingdownSetup.create())) {
      GatewaySettings settings = GatewaySettings.from(ringdown.system().settings().config());
      greet(Gateway.start(ringdown, settings), settings.development());
      // A signal ends the actor system, and that the gateway: see Akka's coordinated shutdown.
      ringdown.system().getWhenTerminated().toCompletableFuture().join();
    } catch (ConfigException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return CommandLine.ExitCode.OK;
  }

  private Config settings() {
    Map<String, Object> options = new HashMap<>();
    host.ifPresent(value -> options.put(GATEWAY + "host", value));
    port.ifPresent(value -> options.put(GATEWAY + "port", value));
    Config given =
        ConfigFactory.parseMap(options)
            .withFallback(file.map(this::parse).orElse(ConfigFactory.empty()));
    GatewaySettings settings = GatewaySettings.from(ConfigFactory.load(given));
    Config logging =
        given.withFallback(ConfigFactory.parseMap(Map.of(GATEWAY + "log-calls", "on")));
    return settings.auth().isComplete()
        ? logging
        : logging.withFallback(ConfigFactory.parseMap(Map.of(GATEWAY + "development", "on")));
  }

  private Config parse(Path path) {
    if (!Files.isReadable(path)) {
      throw new ParameterException(
          spec.commandLine(), "--config: %s (expected: a file that can be read)".formatted(path));
    }
    return ConfigFactory.parseFile(path.toFile());
  }

  private void greet(Gateway gateway, boolean development) {
    out.println("Ringdown listens at " + gateway.uri());
    if (development) {
      out.println("A token for trying it: " + gateway.uri() + "dev/token?user=alice&name=Alice");
    }
    out.println("Ctrl-C stops it. Calls, as they happen:");
  }
}
