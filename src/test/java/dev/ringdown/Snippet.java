package dev.ringdown;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Statements, compiled as the body of a method of a class with all the imports they may need. */
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
          "java.time",
          "java.util",
          "java.util.concurrent");

  /** Akka has two of each. */
  private static final List<String> TYPES =
      List.of("akka.actor.typed.ActorRef", "akka.actor.typed.ActorSystem");

  private final String name;
  private final String source;

  Snippet(Readme.Block block) {
    name = "Line" + block.line();
    StringBuilder text = new StringBuilder();
    PACKAGES.forEach(p -> text.append("import ").append(p).append(".*;\n"));
    TYPES.forEach(t -> text.append("import ").append(t).append(";\n"));
    source =
        text.append("public final class %s {\n".formatted(name))
            .append("  public static void run(%s) throws Exception {\n".formatted(block.given()))
            .append(block.code())
            .append("  }\n}\n")
            .toString();
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
      loader.loadClass(name).getMethod("run").invoke(null);
    } catch (InvocationTargetException e) {
      throw new AssertionError(source, e.getCause());
    }
  }
}
