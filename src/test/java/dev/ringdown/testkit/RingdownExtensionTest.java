package dev.ringdown.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Each test gets an engine of its own; a failure tells the story. */
class RingdownExtensionTest {
  private static final List<TestEngine> ENGINES = new ArrayList<>();

  /** Run by the tests below, and by nobody else. */
  @ExtendWith(RingdownExtension.class)
  static class Example {
    private Device alice;

    @BeforeEach
    void connect(TestEngine engine) {
      alice = engine.connect("alice", "phone");
      ENGINES.add(engine);
    }

    @Test
    void shouldPass(TestEngine engine) {
      ENGINES.add(engine);
      alice.expects("Connected");
    }

    @Test
    void shouldFailByItself(TestEngine engine) {
      engine.faults().seed(4711).drop(0.001);
      alice.invites("bob");
      throw new IllegalStateException("on purpose");
    }

    @Test
    void shouldFailByTheKit() {
      alice.expectsNothing();
    }
  }

  static class WithSettings {
    @RegisterExtension
    final RingdownExtension ringdown = RingdownExtension.with("ringdown.max-members = 2");

    @Test
    void shouldHaveThem(TestEngine engine) {
      assertThat(engine.ringdown().settings().call().maxMembers()).isEqualTo(2);
    }
  }

  private static Events run(Class<?> type) {
    ENGINES.clear();
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(type))
        .execute()
        .testEvents();
  }

  private static Throwable failure(Events tests, String name) {
    return tests.failed().stream()
        .filter(event -> event.getTestDescriptor().getDisplayName().startsWith(name))
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .map(result -> result.getThrowable().orElseThrow())
        .findAny()
        .orElseThrow();
  }

  @Test
  void shouldGiveEachTestOneEngineAndCloseIt() {
    Events tests = run(Example.class);

    assertThat(tests.succeeded().count()).isEqualTo(1);
    assertThat(ENGINES).hasSize(4);
    assertThat(Set.copyOf(ENGINES)).hasSize(3);
    assertThat(ENGINES).allMatch(engine -> engine.system().whenTerminated().isCompleted());
  }

  @Test
  void shouldAddTheStoryToAnyFailure() {
    Throwable failure = failure(run(Example.class), "shouldFailByItself");

    assertThat(failure).hasMessage("on purpose");
    assertThat(failure.getSuppressed()[0])
        .hasMessageContaining("alice/phone\n")
        .hasMessageContaining("00:00:00.000  > invite bob\n")
        .hasMessageContaining("00:00:00.000    OutgoingCallSent\n")
        .hasMessageContaining("Created by alice/phone: ADVANCED VOICE, rings bob until 00:01:00")
        .hasMessageContaining("chance had the seed 4711");
  }

  @Test
  void shouldTellTheStoryOnce() {
    Throwable failure = failure(run(Example.class), "shouldFailByTheKit");

    assertThat(failure).hasMessageContaining("expected alice/phone to hear");
    assertThat(failure.getSuppressed()).isEmpty();
  }

  @Test
  void shouldTakeSettings() {
    assertThat(run(WithSettings.class).succeeded().count()).isEqualTo(1);
  }
}
