package dev.ringdown.session;

import java.util.List;

/**
 * What a session has heard when it registers anew.
 *
 * @param progress how far it has heard of calls
 * @param registration the last one that was answered; 0 where that is not said
 * @param delivered every {@link SessionCommand.Deliver} of that registration up to this number has
 *     come, and no other
 */
public record Heard(List<Progress> progress, long registration, long delivered) {
  public Heard {
    progress = List.copyOf(progress);
  }
}
