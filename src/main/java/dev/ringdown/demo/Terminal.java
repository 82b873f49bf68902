package dev.ringdown.demo;

import java.io.Console;

/** Whether somebody looks at a terminal that shows colours. */
final class Terminal {
  private Terminal() {}

  static boolean hasColour() {
    return System.getenv("NO_COLOR") == null
        && !"dumb".equals(System.getenv("TERM"))
        && isTerminal(System.console());
  }

  /** From Java 22 on there is a console without a terminal, too; it says so itself. */
  private static boolean isTerminal(Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException before22) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
