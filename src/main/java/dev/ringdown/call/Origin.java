package dev.ringdown.call;

import dev.ringdown.CallUser;

/**
 * Who does something to a call, and from where.
 *
 * @param device becomes the user's primary device when he invites, accepts or joins; empty where a
 *     back end acts in his name
 * @param session empty like the device
 * @param requestId the same request repeated gets the same answer
 */
public record Origin(CallUser user, String device, String session, String requestId) {
  /** A back end acts in this user's name, on none of his devices. */
  public static Origin ofBackend(CallUser user, String requestId) {
    return new Origin(user, "", "", requestId);
  }

  public String userId() {
    return user.id();
  }
}
