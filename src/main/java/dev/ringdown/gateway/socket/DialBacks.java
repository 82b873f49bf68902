package dev.ringdown.gateway.socket;

import dev.ringdown.ErrorCode;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionReply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Default actions of clicked missed calls: their failure is an event besides the answer, once,
 * though the client may ask again.
 */
final class DialBacks {
  /** As many as the engine knows the answers of. */
  private static final int KEPT = 64;

  /** Call ids by request id; empty for who was told. */
  private final Map<String, Optional<String>> calls = new LinkedHashMap<>(2);

  void begin(String requestId, String callId) {
    calls.putIfAbsent(requestId, Optional.of(callId));
    if (calls.size() > KEPT) {
      calls.remove(calls.keySet().iterator().next());
    }
  }

  /** The event, if this is the answer to one that failed. */
  Optional<SessionEvent> failed(SessionReply reply) {
    Optional<String> callId = calls.getOrDefault(reply.requestId(), Optional.empty());
    if (callId.isEmpty()) {
      return Optional.empty();
    }
    if (reply.result() instanceof Result.Failed failed) {
      // What was unavailable is tried anew.
      if (failed.error().code() == ErrorCode.UNAVAILABLE) {
        calls.remove(reply.requestId());
      } else {
        calls.put(reply.requestId(), Optional.empty());
      }
      return Optional.of(
          new SessionEvent.IncomingMissedCallDialBackFailed(callId.get(), failed.error()));
    }
    calls.put(reply.requestId(), Optional.empty());
    return Optional.empty();
  }
}
