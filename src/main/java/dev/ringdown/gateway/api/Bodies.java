package dev.ringdown.gateway.api;

import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.GlarePolicy;
import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What comes in requests. Whatever is not there is null. */
final class Bodies {
  private Bodies() {}

  record User(String id, String name) {
    CallUser toUser(String field) {
      return CallUser.of(required(id, field + ".id", "a user's id"), name);
    }
  }

  record Callee(User user, Duration timeout) {
    Invitee toInvitee(String field) {
      CallUser callee = required(user, field + ".user", "a user").toUser(field + ".user");
      return new Invitee(callee, Optional.ofNullable(timeout));
    }
  }

  record NewCall(
      User caller,
      List<Callee> callees,
      CallType callType,
      Duration timeout,
      String customData,
      String room,
      CallMode mode,
      GlarePolicy glarePolicy,
      String callId) {

    CallUser toCaller() {
      return required(caller, "caller", "a user").toUser("caller");
    }

    Invitation toInvitation(Optional<String> otherwiseCallId) {
      List<Callee> named = required(callees, "callees", "an array of users");
      List<Invitee> invitees = new ArrayList<>(named.size());
      for (Callee callee : named) {
        String field = "callees[" + invitees.size() + "]";
        invitees.add(required(callee, field, "a user").toInvitee(field));
      }
      return new Invitation(
          required(callType, "callType", "VOICE or VIDEO"),
          invitees,
          Optional.ofNullable(timeout),
          customData == null ? "" : customData,
          Optional.ofNullable(room),
          Optional.ofNullable(mode),
          Optional.ofNullable(glarePolicy),
          Optional.ofNullable(callId).or(() -> otherwiseCallId));
    }
  }

  record Cancel(List<String> invitees, String customData) {
    Set<String> toInvitees() {
      List<String> named = invitees == null ? List.of() : invitees;
      for (int i = 0; i < named.size(); i++) {
        required(named.get(i), "invitees[" + i + "]", "a user's id");
      }
      return Set.copyOf(named);
    }

    String toCustomData() {
      return customData == null ? "" : customData;
    }
  }

  record Kick(String userId, String reason) {
    String toUserId() {
      return required(userId, "userId", "a user's id");
    }

    String toReason() {
      return reason == null ? "" : reason;
    }
  }

  private static <T> T required(T value, String field, String expected) {
    if (value == null) {
      throw Problem.argument(field, "missing", expected).toException();
    }
    return value;
  }
}
