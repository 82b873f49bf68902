package dev.ringdown.benchmark;

import com.sun.management.OperatingSystemMXBean;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.Ringdown;
import dev.ringdown.RingdownSetup;
import dev.ringdown.gateway.Gateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The server's process of {@link GatewayLoad}: prints its address, and for each line that it reads
 * its CPU time in nanoseconds and the bytes in its heap after a collection.
 */
final class GatewayServer {
  private GatewayServer() {}

  /**
   * @param arguments a folder for an H2 journal; none for one in memory
   */
  public static void main(String[] arguments) throws IOException {
    Config journal =
        arguments.length == 0 ? Journals.inMemory() : Journals.h2(Path.of(arguments[0]));
    Config settings =
        ConfigFactory.parseString(
            "ringdown.gateway { port = 0, development = on, socket {"
                + " unauthenticated = 100000, frames-per-second = 100000, burst = 100000 } }\n"
                + "akka.http.server.backlog = 1000");
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try (Ringdown ringdown =
            Ringdown.start(settings.withFallback(journal), RingdownSetup.create());
        Gateway gateway = Gateway.start(ringdown);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println(gateway.uri());
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        long heap = 0;
        if (line.equals("heap")) {
          heap = Heap.now().total();
        }
        System.out.println(process.getProcessCpuTime() + " " + heap);
      }
    }
  }
}
