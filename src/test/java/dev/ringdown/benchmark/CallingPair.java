package dev.ringdown.benchmark;

import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/** Two clients: one rings, the other accepts, the first ends, and again. */
final class CallingPair {
  private static final Pattern NUMBER = Pattern.compile("\"number\":\"(\\d+)\"");
  private static final Pattern CALL = Pattern.compile("\"callId\":\"([^\"]+)\"");

  /** What takes a frame as JSON. */
  interface Heard {
    void frame(String json);
  }

  private final Histogram toCallee;
  private final Histogram toCaller;
  private final String callee;
  private final CompletableFuture<WebSocket> calling;
  private final CompletableFuture<WebSocket> called;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<Void> calleeReady = new CompletableFuture<>();
  private final AtomicLong calls = new AtomicLong();
  private volatile long invitedAt;
  private volatile long acceptedAt;
  private volatile boolean answered;
  private long requests;
  private CompletionStage<WebSocket> callerSaid;
  private CompletionStage<WebSocket> calleeSaid;

  CallingPair(
      BiFunction<String, Heard, CompletableFuture<WebSocket>> open,
      String caller,
      String callee,
      Histogram toCallee,
      Histogram toCaller) {
    this.callee = callee;
    this.toCallee = toCallee;
    this.toCaller = toCaller;
    calling = open.apply(caller, this::onCaller);
    called = open.apply(callee, this::onCallee);
    callerSaid = calling;
    calleeSaid = called;
  }

  void begin() {
    ready.join();
    calleeReady.join();
    invite();
  }

  /** Completed so far. */
  long calls() {
    return calls.get();
  }

  private synchronized void callerSays(String json) {
    callerSaid = callerSaid.thenCompose(socket -> socket.sendText(json, true));
  }

  private synchronized void calleeSays(String json) {
    calleeSaid = calleeSaid.thenCompose(socket -> socket.sendText(json, true));
  }

  private synchronized String request(String operation) {
    return "{\"request\":{\"id\":\"" + ++requests + "\"," + operation + "}}";
  }

  private void invite() {
    invitedAt = System.nanoTime();
    callerSays(
        request(
            "\"invite\":{\"callType\":\"VOICE\",\"callees\":[{\"user\":{\"id\":\""
                + callee
                + "\"}}]}"));
  }

  private void onCaller(String json) {
    if (json.startsWith("{\"welcome\"")) {
      ready.complete(null);
    } else if (json.contains("\"outgoingCallAccepted\"")) {
      toCaller.recordValue(System.nanoTime() - acceptedAt);
      answered = true;
      callerSays(request("\"end\":{\"callId\":\"" + found(CALL, json) + "\"}"));
    } else if (json.contains("\"callEnded\"")) {
      // Who called too soon after the last call found his callee busy.
      calls.addAndGet(answered ? 1 : 0);
      answered = false;
      callerSays("{\"seen\":{\"number\":\"" + found(NUMBER, json) + "\"}}");
      invite();
    } else if (json.contains("\"goodbye\"") || json.contains("\"error\"")) {
      System.err.println(json);
    }
  }

  private void onCallee(String json) {
    if (json.startsWith("{\"welcome\"")) {
      calleeReady.complete(null);
    } else if (json.contains("\"incomingCallReceived\"")) {
      toCallee.recordValue(System.nanoTime() - invitedAt);
      acceptedAt = System.nanoTime();
      calleeSays(request("\"accept\":{\"callId\":\"" + found(CALL, json) + "\"}"));
    } else if (json.contains("\"callEnded\"")) {
      calleeSays("{\"seen\":{\"number\":\"" + found(NUMBER, json) + "\"}}");
    }
  }

  private static String found(Pattern pattern, String json) {
    Matcher matcher = pattern.matcher(json);
    if (!matcher.find()) {
      throw new IllegalStateException(json);
    }
    return matcher.group(1);
  }

  /** Puts the parts of messages together. */
  static final class Ear implements WebSocket.Listener {
    private final Heard heard;
    private final StringBuilder text = new StringBuilder();

    Ear(Heard heard) {
      this.heard = heard;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        String json = text.toString();
        text.setLength(0);
        heard.frame(json);
      }
      socket.request(1);
      return null;
    }
  }
}
