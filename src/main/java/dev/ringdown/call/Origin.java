package dev.ringdown.call;

import dev.ringdown.CallUser;

/**
 * Who does something to a call, and from where.
 *
 * @param device becomes the user's primary device when he invites, accepts or joins
 * @param requestId the same request repeated gets the same answer
 */
public record Origin(CallUser user, String device, String session, String requestId) {
  public String userId() {
    return user.id();
  }
}
