package dev.ringdown.gateway.wire;

import dev.ringdown.Operation;
import dev.ringdown.RingdownError;
import java.util.Optional;

/** What a client says: the frames of {@code client.proto}, in the engine's words. */
public sealed interface FromClient {

  /**
   * @param token empty if there is none
   * @param device empty for one that is new each time
   * @param name empty if there is none
   */
  record Hello(int version, String token, String device, String name, Optional<Resume> resume)
      implements FromClient {}

  /**
   * @param seen the number of the last event that the client has seen; 0 for none
   */
  record Resume(String sessionId, long seen) {}

  /**
   * @param defaultAction whether it is the default action of a clicked missed call, whose failure
   *     is raised as an event, too
   */
  record Request(String id, Operation operation, boolean defaultAction) implements FromClient {}

  record Seen(long number) implements FromClient {}

  record Ping() implements FromClient {}

  record Renew(String token) implements FromClient {}

  record Close() implements FromClient {}

  /** A request whose arguments have no meaning here; answered with this error. */
  record BadRequest(String id, RingdownError error) implements FromClient {}

  /**
   * No frame of this protocol.
   *
   * @param problem one sentence, for the client's developer
   */
  record BadFrame(String problem) implements FromClient {
    /** Parts of it may be the client's own, and as long as it likes. */
    private static final int LONGEST = 400;

    public BadFrame {
      problem = problem.length() <= LONGEST ? problem : problem.substring(0, LONGEST) + "…";
    }
  }
}
