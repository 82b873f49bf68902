package dev.ringdown.testkit;

import dev.ringdown.RingdownSetup;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test an engine of its own, as a parameter of type {@link TestEngine} of the test and
 * of its {@code @BeforeEach} and {@code @AfterEach} methods, and closes it. To a failure, whatever
 * it is, it adds the story: what every device did and heard, what every call decided, and the seed
 * of the faults.
 *
 * <p>With {@code @ExtendWith(RingdownExtension.class)}, or, for settings, as a field with
 * {@code @RegisterExtension}. Tests that run side by side are fine, since none shares an engine.
 */
public final class RingdownExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(RingdownExtension.class);

  private final String settings;
  private final UnaryOperator<RingdownSetup> setup;

  /** Engines with the default settings. */
  public RingdownExtension() {
    this("", UnaryOperator.identity());
  }

  private RingdownExtension(String settings, UnaryOperator<RingdownSetup> setup) {
    this.settings = settings;
    this.setup = setup;
  }

  /**
   * @param settings in HOCON, such as {@code ringdown.busy-policy = ring}
   */
  public static RingdownExtension with(String settings) {
    return with(settings, UnaryOperator.identity());
  }

  /**
   * @param setup adds what the application plugs in; called for each test
   */
  public static RingdownExtension with(String settings, UnaryOperator<RingdownSetup> setup) {
    return new RingdownExtension(settings, setup);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    context.getStore(NAMESPACE).put(this, TestEngine.start(settings, setup));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TestEngine engine = context.getStore(NAMESPACE).remove(this, TestEngine.class);
    try (engine) {
      context.getExecutionException().ifPresent(failure -> tell(failure, engine));
    }
  }

  private static void tell(Throwable failure, TestEngine engine) {
    if (!(failure instanceof Failure)) {
      failure.addSuppressed(new Failure("The story of this test", engine));
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestEngine.class
        && context.getStore(NAMESPACE).get(this) != null;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getStore(NAMESPACE).get(this);
  }
}
