package dev.ringdown.cluster;

import dev.ringdown.CallUser;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.kill.Jvm;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionReply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One node: a JVM of its own, seen from the test. For many threads. */
public final class Node {
  static final String SYSTEM = "ringdown";

  private static final int LOG_LINES = 500;

  private final String name;
  private final Place place;
  private final int port;
  private final Codec codec;
  private final Process process;
  private final PrintStream input;
  private final Map<String, RemoteSession> sessions = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Result>> asked = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<String>> questions = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final CompletableFuture<Void> isUp = new CompletableFuture<>();
  private final CompletableFuture<Void> isGone = new CompletableFuture<>();
  private final List<String> log = new ArrayList<>();
  private String members = all(0);

  /**
   * Begins to start it; see {@link #awaitUp}.
   *
   * @param jvm options of its JVM
   * @param properties its settings, before those of {@code conf/}
   */
  static Node start(
      String name,
      Place place,
      int port,
      Path folder,
      List<String> jvm,
      Codec codec,
      Map<String, String> properties) {
    try {
      Files.createDirectories(folder);
      List<String> options = new ArrayList<>(jvm);
      properties.forEach((key, value) -> options.add("-D" + key + "=" + value));
      return new Node(
          name, place, port, codec, Jvm.start(place.within(), NodeProcess.class, folder, options));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Node(String name, Place place, int port, Codec codec, Process process) {
    this.name = name;
    this.place = place;
    this.port = port;
    this.codec = codec;
    this.process = process;
    input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, name);
    reader.setDaemon(true);
    reader.start();
  }

  // ---- What it says

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      String line;
      while ((line = output.readLine()) != null) {
        hear(line, line.split(NodeProcess.TAB, -1));
      }
    } catch (IOException e) {
      log("cannot be read: " + e.getMessage());
    } finally {
      gone();
    }
  }

  private void hear(String line, String... words) {
    switch (words[0]) {
      case "up" -> isUp.complete(null);
      case "heard" ->
          sessions
              .get(words[1])
              .hear(
                  Instant.ofEpochMilli(Long.parseLong(words[2])),
                  codec.read(words[3], SessionEvent.class));
      case "replied" -> replied(asked.remove(words[1]), words[2]);
      case "told" -> questions.remove(words[1]).complete(words[2]);
      case "members" -> members(words[1] + " up, " + words[2] + " unreachable");
      default -> log(line);
    }
  }

  private void replied(CompletableFuture<Result> question, String reply) {
    if (reply.isEmpty()) {
      question.completeExceptionally(new IllegalStateException("no answer of " + this));
    } else {
      question.complete(codec.read(reply, SessionReply.class).result());
    }
  }

  private void gone() {
    isGone.complete(null);
    IllegalStateException why = new IllegalStateException(this + " is gone");
    isUp.completeExceptionally(why);
    asked.values().forEach(question -> question.completeExceptionally(why));
    questions.values().forEach(question -> question.completeExceptionally(why));
  }

  private void log(String line) {
    synchronized (log) {
      System.err.println(name + ": " + line);
      if (log.size() < LOG_LINES) {
        log.add(line);
      }
      log.notifyAll();
    }
  }

  /** Waits until it has logged a line with these words. */
  void awaitLogged(String words) {
    synchronized (log) {
      Wait.until(
          log,
          () -> log.stream().anyMatch(line -> line.contains(words)),
          () -> this + " to log " + words);
    }
  }

  /** What it logged, from WARN on; the first lines. */
  public List<String> log() {
    synchronized (log) {
      return List.copyOf(log);
    }
  }

  private synchronized void members(String members) {
    this.members = members;
    notifyAll();
  }

  // ---- Who it is

  public String name() {
    return name;
  }

  int port() {
    return port;
  }

  String address() {
    return address(place, port);
  }

  static String address(Place place, int port) {
    return "akka://" + SYSTEM + "@" + place.host() + ":" + port;
  }

  public boolean isAlive() {
    return process.isAlive() && !isGone.isDone();
  }

  /** Completes when its process has ended, by itself or not. */
  public CompletableFuture<Void> ended() {
    return isGone.copy();
  }

  public void awaitUp() {
    Wait.until("start of " + this, isUp);
  }

  /**
   * Whether it begins: its process may end before, as when the database does not answer in time.
   */
  public boolean comesUp() {
    return Wait.until("start of " + this, isUp.handle((started, whyNot) -> whyNot == null));
  }

  /** Waits until it sees so many nodes that are up, and can reach all. */
  public void awaitMembers(int count) {
    String expected = all(count);
    synchronized (this) {
      Wait.until(
          this,
          () -> members.equals(expected),
          () -> this + " to see " + expected + ", not " + members);
    }
  }

  synchronized boolean sees(int count) {
    return members.equals(all(count));
  }

  /** Until its process ends: it does so once it was removed. */
  synchronized boolean isInCluster() {
    return !members.equals(all(0));
  }

  /** What it sees, for a message. */
  public synchronized String view() {
    return this + " sees " + members;
  }

  private static String all(int count) {
    return count + " up, 0 unreachable";
  }

  // ---- What it does

  /** A session of a user without a name. */
  public RemoteSession connect(String user) {
    return connect(CallUser.of(user), "phone");
  }

  public RemoteSession connect(CallUser user, String device) {
    return connect(user, device, heard -> {});
  }

  /**
   * @param listener hears everything as it comes, on a thread of its own
   */
  public RemoteSession connect(
      CallUser user, String device, Consumer<RemoteSession.Heard> listener) {
    String id = "s" + numbers.incrementAndGet();
    RemoteSession session = new RemoteSession(id, user, device, this, listener);
    sessions.put(id, session);
    send("connect", id, user.id(), user.name().isEmpty() ? " " : user.name(), device);
    return session;
  }

  void close(RemoteSession session) {
    send("close", session.id());
  }

  CompletableFuture<Result> perform(RemoteSession session, String requestId, Operation operation) {
    String ticket = "t" + numbers.incrementAndGet();
    CompletableFuture<Result> answer = new CompletableFuture<>();
    asked.put(ticket, answer);
    send("do", ticket, session.id(), requestId, codec.write(new SessionCommand.Tell(operation)));
    if (!isAlive()) {
      gone();
    }
    return answer;
  }

  /** A missed call is dialled back as if its callback were not overridden. */
  void dialBack(RemoteSession session, String callId) {
    send("dial", session.id(), callId);
  }

  /**
   * What an application's back end on this node asks, as {@link RemoteBackEnd} says.
   *
   * @param whom users' ids, with commas; none if blank
   * @param text none if blank
   */
  Result backEnd(String verb, String on, String whom, String text) {
    String ticket = "b" + numbers.incrementAndGet();
    CompletableFuture<Result> answer = new CompletableFuture<>();
    asked.put(ticket, answer);
    send("backend", ticket, verb, on, whom, text);
    return Wait.until("answer of the back end on " + this + " to " + verb, answer);
  }

  /** What happened in a call, in order, as a back end reads it: "CREATED by USER, …". */
  String timeline(String callId) {
    return ask("timeline", callId);
  }

  /** The ids of the calls and users that live on it, as "call:" and "user:" and the id. */
  public Set<String> entities() {
    return Set.of(ask("where").trim().split(" "));
  }

  public boolean holdsCall(String callId) {
    return entities().contains("call:" + callId);
  }

  public boolean holdsUser(String userId) {
    return entities().contains("user:" + userId);
  }

  /** What its process has used of the processors. */
  public long cpuNanos() {
    return Long.parseLong(ask("cpu"));
  }

  /** What {@link Wiretap} counted, if {@link Cluster#tapped} asked for it. */
  List<String> wire() {
    String report = ask("wire");
    return report.isEmpty() ? List.of() : List.of(report.split(";"));
  }

  /** A user on it who calls another one all the time, as soon as the last call has ended. */
  void calls(String caller, String callee) {
    send("caller", caller, callee);
  }

  /** A user on it who accepts every call. */
  void accepts(String callee) {
    send("callee", callee);
  }

  /** How many calls the callers on it have completed, and how many operations have failed. */
  long[] counted() {
    return Arrays.stream(ask("calls").split(" ")).mapToLong(Long::parseLong).toArray();
  }

  private String ask(String question, String... about) {
    String ticket = "q" + numbers.incrementAndGet();
    CompletableFuture<String> answer = new CompletableFuture<>();
    questions.put(ticket, answer);
    send(question, ticket, String.join(NodeProcess.TAB, about));
    return Wait.until("answer of " + this + " to " + question, answer);
  }

  private void send(String... words) {
    synchronized (input) {
      input.println(String.join(NodeProcess.TAB, words));
    }
  }

  // ---- What is done to it

  /** SIGKILL: it has no time to say or write anything more. Returns when it is gone. */
  public void kill() {
    // By its handle: the process itself would close the output before its end is read.
    process.toHandle().destroyForcibly();
    Wait.until("end of " + this, isGone);
  }

  /** SIGSTOP: it does nothing, and its connections stay open. */
  public void pause() {
    signal("STOP");
  }

  /** SIGCONT. */
  public void resume() {
    signal("CONT");
  }

  private void signal(String signal) {
    try {
      Process kill =
          new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
              .inheritIO()
              .start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("cannot send SIG" + signal + " to " + this);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** SIGTERM: it closes its sessions, hands its calls over, and leaves. Returns when it is gone. */
  public void stop() {
    process.toHandle().destroy();
    Wait.until("end of " + this, isGone);
  }

  /** Waits until it has ended by itself. */
  void awaitEnd() {
    Wait.until("end of " + this, isGone);
  }

  void end() {
    if (process.isAlive()) {
      resume();
      process.toHandle().destroyForcibly();
    }
    try {
      process.waitFor(Wait.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
