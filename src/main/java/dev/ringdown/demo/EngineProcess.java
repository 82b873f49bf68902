package dev.ringdown.demo;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.MissedCall;
import dev.ringdown.Ringdown;
import dev.ringdown.RingdownSetup;
import dev.ringdown.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A process with an engine of its own, to be killed. Does what it reads, a line for each action,
 * prints a line for each callback, and ends with its input.
 */
final class EngineProcess {
  /** Between the words of a line. */
  static final String TAB = "\t";

  private final Ringdown ringdown;
  private final CallName call;
  private final Map<String, Session> sessions = new HashMap<>();

  /**
   * @param arguments the journal's folder, the id and the name of the only call
   */
  public static void main(String... arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    try (Ringdown ringdown = Ringdown.start(settings(folder), RingdownSetup.create());
        BufferedReader input =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      EngineProcess process = new EngineProcess(ringdown, new CallName(arguments[1], arguments[2]));
      say("up");
      String line;
      while ((line = input.readLine()) != null) {
        process.perform(line.split(TAB));
      }
    }
  }

  /** Who is away between two processes has not acknowledged his ring; a slow machine says so. */
  private static Config settings(Path folder) {
    return ConfigFactory.parseMap(Map.of("ringdown.received-timeout", "1m"))
        .withFallback(Journal.h2(folder));
  }

  private EngineProcess(Ringdown ringdown, CallName call) {
    this.ringdown = ringdown;
    this.call = call;
  }

  private void perform(String[] words) {
    switch (words[0]) {
      case "connect" -> connect(CallUser.of(words[1], words[2]));
      case "invite" -> invite(words[1], CallUser.of(words[2], words[3]), words[4]);
      case "missed" -> missed(words[1]);
      default -> throw new IllegalArgumentException(String.join(" ", words));
    }
  }

  private void connect(CallUser user) {
    Recorder recorder =
        new Recorder(
            id -> call,
            (line, note) -> say("heard", user.id(), line.callback(), line.arguments(), note));
    sessions.put(user.id(), ringdown.connect(user, "phone", session -> recorder));
  }

  private void invite(String caller, CallUser callee, String timeout) {
    Invitation invitation =
        Invitation.of(CallType.VOICE, List.of(Invitee.of(callee)))
            .withTimeout(Duration.parse(timeout))
            .withCallId(call.id());
    sessions.get(caller).invite(invitation).toCompletableFuture().join();
    say("invited");
  }

  private void missed(String user) {
    List<MissedCall> missed =
        sessions.get(user).missedCalls(0, 10).toCompletableFuture().join().calls();
    say("missed", missed.stream().map(m -> m.callId() + " " + m.reason()).toList().toString());
  }

  private static void say(String... words) {
    System.out.println(String.join(TAB, words));
  }
}
