package dev.ringdown;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * A class with tests, or statements, which are compiled as the body of a method of a class; with
 * all the imports they may need.
 */
final class Snippet {
  private static final List<String> PACKAGES =
      List.of(
          "akka.actor",
          "akka.actor.setup",
          "akka.actor.typed",
          "akka.actor.typed.javadsl",
          "com.typesafe.config",
          "dev.ringdown",
          "dev.ringdown.session",
          "dev.ringdown.spi",
          "dev.ringdown.testkit",
          "dev.ringdown.user",
          "java.time",
          "java.util",
          "java.util.concurrent",
          "org.junit.jupiter.api",
          "org.junit.jupiter.api.extension");

  private static final Pattern CLASS = Pattern.compile("^class (\\w+)", Pattern.MULTILINE);

  /** Akka has two of each. */
  private static final List<String> TYPES =
      List.of("akka.actor.typed.ActorRef", "akka.actor.typed.ActorSystem");

  private final boolean isClass;
  private final String name;
  private final String source;

  Snippet(Readme.Block block) {
    Matcher type = CLASS.matcher(block.code());
    isClass = type.find();
    name = isClass ? type.group(1) : "Line" + block.line();
    StringBuilder text = new StringBuilder();
    PACKAGES.forEach(p -> text.append("import ").append(p).append(".*;\n"));
    TYPES.forEach(t -> text.append("import ").append(t).append(";\n"));
    source = text.append(isClass ? block.code() : method(block)).toString();
  }

  private String method(Readme.Block block) {
    return """
        public final class %s {
          public static void run(%s) throws Exception {
        %s
          }
        }
        """
        .formatted(name, block.given(), block.code());
  }

  /**
   * @return what the compiler said; empty if it compiled
   */
  String compile(Path folder) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    List<String> options =
        List.of(
            "-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
    boolean good = compiler.getTask(said, null, null, options, null, List.of(file)).call();
    return good ? "" : said + source;
  }

  /** Runs what was compiled into this folder. */
  void run(Path folder) throws IOException, ReflectiveOperationException {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      Class<?> type = loader.loadClass(name);
      if (isClass) {
        runTests(type);
      } else {
        type.getMethod("run").invoke(null);
      }
    } catch (InvocationTargetException e) {
      throw new AssertionError(source, e.getCause());
    }
  }

  private void runTests(Class<?> type) {
    EngineTestKit.engine("junit-jupiter")
        .selectors(DiscoverySelectors.selectClass(type))
        .execute()
        .testEvents()
        .assertStatistics(tests -> tests.started(1).succeeded(1));
  }
}
