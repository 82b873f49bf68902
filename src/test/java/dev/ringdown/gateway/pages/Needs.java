package dev.ringdown.gateway.pages;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A program of the machine. Without it the tests that need it are skipped, and a line says so;
 * unless {@code RINGDOWN_BROWSER=required}, as in continuous integration: then they fail.
 */
abstract class Needs implements ExecutionCondition {
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

  private final String what;
  private final List<String> names;

  /**
   * @param names under any of which it may lie on the PATH
   */
  Needs(String what, String... names) {
    this.what = what;
    this.names = List.of(names);
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (path().isPresent()) {
      return ConditionEvaluationResult.enabled(what + " is here");
    }
    return missing("No " + what + " on the PATH: tests that need it are skipped");
  }

  static ConditionEvaluationResult missing(String line) {
    if ("required".equals(System.getenv("RINGDOWN_BROWSER"))) {
      throw new IllegalStateException(line + ", but RINGDOWN_BROWSER=required");
    }
    if (SAID.add(line)) {
      System.err.println(line);
    }
    return ConditionEvaluationResult.disabled(line);
  }

  final Optional<Path> path() {
    return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
        .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
