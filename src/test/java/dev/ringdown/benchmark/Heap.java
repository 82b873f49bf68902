package dev.ringdown.benchmark;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What lies in the heap after a full collection.
 *
 * @param bytes by class, as the JVM names it
 */
record Heap(Map<String, Long> bytes) {
  private static final int ROWS = 30;

  static Heap now() {
    try {
      Object histogram =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
      Map<String, Long> bytes = new HashMap<>();
      for (String line : histogram.toString().split("\n")) {
        // "   1:    123456   7890123  some.Class (module@version)"
        String[] words = line.strip().split("\\s+");
        if (words.length >= 4 && words[0].endsWith(":")) {
          bytes.merge(words[3], Long.parseLong(words[2]), Long::sum);
        }
      }
      return new Heap(bytes);
    } catch (JMException e) {
      throw new IllegalStateException("cannot look at the heap", e);
    }
  }

  Heap since(Heap before) {
    Map<String, Long> more = new HashMap<>();
    bytes.forEach((name, size) -> more.put(name, size - before.bytes.getOrDefault(name, 0L)));
    return new Heap(more);
  }

  long total() {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Per thing, of which there are so many: in all, by who made the classes, and the largest. */
  void print(String what, int count) {
    System.out.printf("%s: %d bytes%n", what, total() / count);
    Map<String, Long> owners = new HashMap<>();
    bytes.forEach((name, size) -> owners.merge(owner(name), size, Long::sum));
    largestFirst(owners, count, 10);
    System.out.println("  of which");
    largestFirst(bytes, count, ROWS);
  }

  private static void largestFirst(Map<String, Long> bytes, int count, int rows) {
    bytes.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(rows)
        .filter(entry -> entry.getValue() >= count)
        .forEach(entry -> System.out.printf("%9d  %s%n", entry.getValue() / count, entry.getKey()));
  }

  private static String owner(String name) {
    for (String owner : new String[] {"dev.ringdown", "akka", "scala", "java"}) {
      if (name.startsWith(owner + ".")) {
        return owner;
      }
    }
    return name.startsWith("[") ? "arrays" : "others";
  }
}
