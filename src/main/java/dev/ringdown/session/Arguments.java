package dev.ringdown.session;

import dev.ringdown.CallUser;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.Operation;
import dev.ringdown.RingdownError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks what comes in from an application, once, at the edge: whatever passes can be journalled,
 * sent and shown. Each method gives the first thing that is wrong, or nothing.
 */
public final class Arguments {
  static final int LONGEST_ID = 128;
  static final int LONGEST_NAME = 256;
  static final int LARGEST_PAGE = 100;

  /** As many as a call can have ({@code ringdown.max-members}). */
  static final int MOST_CANCELLED = 1000;

  static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
  static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(600);

  private final String userId;
  private final SessionRules rules;

  /**
   * @param userId who asks
   */
  public Arguments(String userId, SessionRules rules) {
    this.userId = userId;
    this.rules = rules;
  }

  /** An id: of a user, call, room, device or request. */
  public static Optional<RingdownError> id(String field, String id) {
    String expected = "1 to " + LONGEST_ID + " characters, none of them a control character";
    if (id == null || id.isEmpty()) {
      return bad(field, id == null ? "null" : "empty", expected);
    }
    int length = id.codePointCount(0, id.length());
    if (length > LONGEST_ID) {
      return bad(field, length + " characters", expected);
    }
    return text(field, id, expected);
  }

  /** A user with his name. */
  public static Optional<RingdownError> user(String field, CallUser user) {
    Optional<RingdownError> id = id(field + ".id", user.id());
    if (id.isPresent()) {
      return id;
    }
    String expected = "at most " + LONGEST_NAME + " characters, none of them a control character";
    int length = user.name().codePointCount(0, user.name().length());
    return length > LONGEST_NAME
        ? bad(field + ".name", length + " characters", expected)
        : text(field + ".name", user.name(), expected);
  }

  public Optional<RingdownError> check(Operation operation) {
    if (operation instanceof Operation.Invite invite) {
      return invitation(invite.invitation());
    }
    if (operation instanceof Operation.ListMissedCalls list) {
      return page(list);
    }
    if (operation instanceof Operation.MissedCallsSeen seen) {
      return seen.upTo() < 0
          ? bad("upTo", Long.toString(seen.upTo()), "the number of a missed call")
          : Optional.empty();
    }
    if (operation instanceof Operation.MissedCallClicked clicked) {
      return id("callId", clicked.callId());
    }
    if (operation instanceof Operation.DialBack dialBack) {
      return id("callId", dialBack.callId());
    }
    return operation instanceof Operation.OnCall onCall ? onCall(onCall) : Optional.empty();
  }

  private Optional<RingdownError> onCall(Operation.OnCall operation) {
    Optional<RingdownError> callId = id("callId", operation.callId());
    if (callId.isPresent()) {
      return callId;
    }
    if (operation instanceof Operation.InviteMore more) {
      Optional<RingdownError> timeout = timeout("timeout", more.timeout());
      return timeout.isPresent() ? timeout : callees(more.callees());
    }
    if (operation instanceof Operation.Accept accept) {
      return customData(accept.customData());
    }
    if (operation instanceof Operation.Decline decline) {
      return customData(decline.customData());
    }
    if (operation instanceof Operation.Busy busy) {
      return customData(busy.customData());
    }
    return operation instanceof Operation.Cancel cancel ? cancel(cancel) : Optional.empty();
  }

  private Optional<RingdownError> cancel(Operation.Cancel cancel) {
    if (cancel.invitees().size() > MOST_CANCELLED) {
      return bad(
          "invitees", Integer.toString(cancel.invitees().size()), "at most " + MOST_CANCELLED);
    }
    for (String invitee : cancel.invitees()) {
      Optional<RingdownError> id = id("invitees", invitee);
      if (id.isPresent()) {
        return id;
      }
    }
    return customData(cancel.customData());
  }

  private Optional<RingdownError> invitation(Invitation invitation) {
    Optional<RingdownError> callId = invitation.callId().flatMap(id -> id("callId", id));
    if (callId.isPresent()) {
      return callId;
    }
    Optional<RingdownError> room = invitation.room().flatMap(id -> id("room", id));
    if (room.isPresent()) {
      return room;
    }
    Optional<RingdownError> timeout = timeout("timeout", invitation.timeout());
    if (timeout.isPresent()) {
      return timeout;
    }
    Optional<RingdownError> callees = callees(invitation.callees());
    return callees.isPresent() ? callees : customData(invitation.customData());
  }

  private Optional<RingdownError> callees(List<Invitee> callees) {
    if (callees.isEmpty()) {
      return bad("callees", "none", "1 to " + rules.maxInvitees());
    }
    if (callees.size() > rules.maxInvitees()) {
      return Optional.of(
          RingdownError.argument(
              ErrorCode.TOO_MANY_INVITEES,
              "callees",
              Integer.toString(callees.size()),
              "1 to " + rules.maxInvitees()));
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < callees.size(); i++) {
      Optional<RingdownError> problem = callee("callees[" + i + "]", callees.get(i), ids);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private Optional<RingdownError> callee(String field, Invitee callee, Set<String> before) {
    Optional<RingdownError> user = user(field, callee.user());
    if (user.isPresent()) {
      return user;
    }
    String id = callee.user().id();
    if (id.equals(userId)) {
      return bad(field + ".id", "the caller himself", "another user");
    }
    if (!before.add(id)) {
      return bad(field + ".id", "named twice", "each user once");
    }
    return timeout(field + ".timeout", callee.timeout());
  }

  private static Optional<RingdownError> timeout(String field, Optional<Duration> timeout) {
    return timeout
        .filter(t -> t.compareTo(SHORTEST_TIMEOUT) < 0 || t.compareTo(LONGEST_TIMEOUT) > 0)
        .flatMap(t -> bad(field, t.toString(), "1 s to 600 s"));
  }

  private Optional<RingdownError> customData(String data) {
    return customData("customData", data);
  }

  /** Text of the application's own, for whoever hears of it. */
  public Optional<RingdownError> customData(String field, String data) {
    if (data == null) {
      return bad(field, "null", "text, or an empty one");
    }
    int size = data.getBytes(StandardCharsets.UTF_8).length;
    if (size > rules.customDataLimit()) {
      return Optional.of(
          RingdownError.argument(
              ErrorCode.PAYLOAD_TOO_LARGE,
              field,
              size + " bytes of UTF-8",
              "at most " + rules.customDataLimit() + " bytes"));
    }
    return hasLoneSurrogate(data)
        ? bad(field, "half of a surrogate pair", "well-formed text")
        : Optional.empty();
  }

  private static Optional<RingdownError> page(Operation.ListMissedCalls list) {
    if (list.offset() < 0) {
      return bad("offset", Integer.toString(list.offset()), "0 or more");
    }
    return list.limit() < 1 || list.limit() > LARGEST_PAGE
        ? bad("limit", Integer.toString(list.limit()), "1 to " + LARGEST_PAGE)
        : Optional.empty();
  }

  private static Optional<RingdownError> text(String field, String text, String expected) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int type = Character.getType(c);
      boolean control =
          type == Character.CONTROL
              || type == Character.LINE_SEPARATOR
              || type == Character.PARAGRAPH_SEPARATOR;
      if (control) {
        return bad(field, "U+%04X at %d".formatted((int) c, i), expected);
      }
    }
    return hasLoneSurrogate(text)
        ? bad(field, "half of a surrogate pair", expected)
        : Optional.empty();
  }

  /** Such text has no form in UTF-8. */
  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private static Optional<RingdownError> bad(String field, String problem, String expected) {
    return Optional.of(
        RingdownError.argument(ErrorCode.INVALID_ARGUMENT, field, problem, expected));
  }
}
