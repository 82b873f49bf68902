package dev.ringdown.gateway.socket;

import dev.ringdown.gateway.wire.ToClient;
import dev.ringdown.session.SessionEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What a client is to be told, in order. Events are kept until the client has seen them, and are
 * sent again to another socket; other frames are only for the socket that is there.
 */
final class Outbox {
  /** A frame, and the event that goes before it. */
  private record Waiting(ToClient frame, long after) {}

  private final int mostUnseen;
  private final int mostUnsent;
  private final Deque<Waiting> frames = new ArrayDeque<>(2);
  private Deque<ToClient.Event> sent = new ArrayDeque<>(2);
  private Deque<ToClient.Event> unsent = new ArrayDeque<>(2);
  private long last;
  private long lastSent;
  private long seen;

  /** Of those that waited already when the socket came. */
  private long lastWhenResumed;

  Outbox(int mostUnseen, int mostUnsent) {
    this.mostUnseen = mostUnseen;
    this.mostUnsent = mostUnsent;
  }

  void raise(SessionEvent event) {
    unsent.add(new ToClient.Event(++last, event));
  }

  void say(ToClient frame) {
    frames.add(new Waiting(frame, last));
  }

  /** How many frames but events wait. */
  int waiting() {
    return frames.size();
  }

  /** The next frame to send; empty if none waits. */
  Optional<ToClient> next() {
    Waiting frame = frames.peek();
    if (frame != null && frame.after() <= lastSent) {
      return Optional.of(frames.remove().frame());
    }
    ToClient.Event event = unsent.poll();
    if (event != null) {
      sent.add(event);
      lastSent = event.number();
    }
    return Optional.ofNullable(event);
  }

  /** Frees events up to this number; false for one that was never sent. */
  boolean seen(long number) {
    if (number > lastSent || number < 0) {
      return false;
    }
    seen = Math.max(seen, number);
    while (!sent.isEmpty() && sent.peek().number() <= number) {
      sent.remove();
    }
    return true;
  }

  /**
   * Another socket is there, of a client that has seen events up to this number; false if it cannot
   * be told what it has missed.
   */
  boolean resume(long number) {
    if (number < seen || !seen(number)) {
      return false;
    }
    frames.clear();
    sent.addAll(unsent);
    unsent = sent;
    sent = new ArrayDeque<>(2);
    lastSent = number;
    lastWhenResumed = last;
    return true;
  }

  /** The socket is lost: what was only for it is gone. */
  void lost() {
    frames.clear();
  }

  /** Whether the client reads more slowly than it is told. */
  boolean isSlow() {
    long fresh = last - Math.max(lastSent, lastWhenResumed);
    return fresh + frames.size() > mostUnsent;
  }

  /** Whether more is kept for the client than it may leave unseen. */
  boolean isFull() {
    return sent.size() + unsent.size() > mostUnseen;
  }
}
