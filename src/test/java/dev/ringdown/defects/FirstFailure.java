package dev.ringdown.defects;

import static org.junit.platform.engine.discovery.ClassNameFilter.excludeClassNamePatterns;
import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the tests until one fails, prints its name, and exits with 1. */
final class FirstFailure {
  static final String FAILED = "failed: ";

  private FirstFailure() {}

  public static void main(String[] arguments) {
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(
                    Stream.of("user", "session", "scenario", "call", "entity", "journal", "testkit")
                        .map(folder -> selectPackage("dev.ringdown." + folder))
                        .toList())
                .filters(
                    includeClassNamePatterns(".*Test"),
                    // Slow, and about databases.
                    excludeClassNamePatterns(
                        ".*(Postgres|Outage|Kill|JournalCost|PersistenceIds|Schema).*"))
                .build(),
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                  System.out.println(FAILED + test.getSource().map(FirstFailure::name).orElse("?"));
                  System.out.flush();
                  Runtime.getRuntime().halt(1);
                }
              }
            });
    Runtime.getRuntime().halt(0);
  }

  private static String name(TestSource source) {
    if (source instanceof MethodSource method) {
      return method.getJavaClass().getSimpleName() + "." + method.getMethodName();
    }
    return source instanceof ClassSource type ? type.getJavaClass().getSimpleName() : "" + source;
  }
}
