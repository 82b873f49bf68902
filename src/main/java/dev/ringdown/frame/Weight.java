package dev.ringdown.frame;

import dev.ringdown.CallMember;
import dev.ringdown.CallSnapshot;
import dev.ringdown.CallUser;
import dev.ringdown.MissedCall;
import dev.ringdown.call.Notice;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.user.UserCommand;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * At most how many bytes something takes in a message to another node. What a node cannot send,
 * since it is larger than a frame of Artery, is dropped: so whoever sends a list sends as much of
 * it as surely fits.
 */
public final class Weight {
  /** What the lists in one message may weigh together; what weighs more by itself goes alone. */
  public static final int ROOM = 96 * 1024;

  /** Numbers, instants, states, and what Protobuf puts around them. */
  private static final int FIXED = 96;

  /** A tag and a length. */
  private static final int FIELD = 8;

  /** Of a char in UTF-8. */
  private static final int MOST_BYTES = 3;

  private Weight() {}

  /** The first ones, as many as there is room for; at least one, if there is any. */
  public static <T> List<T> first(List<T> all, ToIntFunction<T> weight) {
    int room = ROOM;
    for (int i = 0; i < all.size(); i++) {
      room -= weight.applyAsInt(all.get(i));
      if (room < 0 && i > 0) {
        return all.subList(0, i);
      }
    }
    return all;
  }

  public static int of(UserCommand.Entry entry) {
    int weight = FIXED;
    for (Notice notice : entry.notices()) {
      weight += FIXED + of(notice);
    }
    return weight;
  }

  private static int of(Notice notice) {
    if (notice instanceof Notice.Ring ring) {
      return of(ring.event());
    } else if (notice instanceof Notice.ToRung rung) {
      return of(rung.event());
    } else if (notice instanceof Notice.ToOthers others) {
      return text(others.session()) + of(others.event());
    } else if (notice instanceof Notice.ToActing acting) {
      return text(acting.session()) + of(acting.event());
    } else if (notice instanceof Notice.ToPrimary primary) {
      return text(primary.device()) + of(primary.event());
    } else if (notice instanceof Notice.ToEvery every) {
      return of(every.event());
    }
    return of(((Notice.Missed) notice).call());
  }

  public static int of(SessionEvent event) {
    int call = event instanceof SessionEvent.OfCall ofCall ? text(ofCall.callId()) : 0;
    return FIXED + call + more(event);
  }

  private static int more(SessionEvent event) {
    if (event instanceof SessionEvent.IncomingCallReceived e) {
      return text(e.room()) + text(e.customData()) + users(e.callees(), e.caller(), e.inviter());
    } else if (event instanceof SessionEvent.OutgoingCallSent e) {
      return text(e.customData()) + users(e.callees(), e.caller());
    } else if (event instanceof SessionEvent.IncomingMissedCallClicked e) {
      return text(e.customData()) + users(e.callees(), e.caller());
    } else if (event instanceof SessionEvent.OutgoingCallTimeout e) {
      return users(e.callees());
    } else if (event instanceof SessionEvent.InvitationUserStateChanged e) {
      return e.users().stream()
          .mapToInt(u -> FIXED + text(u.customData()) + users(List.of(), u.user()))
          .sum();
    } else if (event instanceof SessionEvent.IncomingCallCanceled e) {
      return text(e.customData()) + users(List.of(), e.caller());
    } else if (event instanceof SessionEvent.OutgoingCallDeclined e) {
      return text(e.customData()) + users(List.of(), e.callee());
    } else if (event instanceof SessionEvent.OutgoingCallRejectedCauseBusy e) {
      return text(e.customData()) + users(List.of(), e.callee());
    } else if (event instanceof SessionEvent.OutgoingCallAccepted e) {
      return users(List.of(), e.callee());
    } else if (event instanceof SessionEvent.IncomingCallTimeout e) {
      return users(List.of(), e.caller());
    } else if (event instanceof SessionEvent.CallMerged e) {
      return text(e.intoCallId()) + text(e.room());
    } else if (event instanceof SessionEvent.IncomingMissedCallDialBackFailed e) {
      return e.reason().toString().length() * MOST_BYTES;
    } else if (event instanceof SessionEvent.Error e) {
      return e.error().toString().length() * MOST_BYTES;
    } else if (event instanceof SessionEvent.Connected e) {
      return text(e.sessionId()) + e.calls().stream().mapToInt(Weight::of).sum();
    }
    return 0;
  }

  public static int of(CallSnapshot call) {
    int weight = FIXED + text(call.callId()) + text(call.room()) + text(call.customData());
    for (CallMember member : call.members()) {
      weight += FIXED + text(member.customData()) + users(List.of(), member.user());
      weight += member.inviter().map(Weight::text).orElse(0);
    }
    return weight + users(List.of(), call.caller());
  }

  public static int of(MissedCall call) {
    return FIXED
        + text(call.callId())
        + text(call.room())
        + text(call.customData())
        + users(call.callees(), call.caller());
  }

  private static int users(List<CallUser> users, CallUser... more) {
    int weight = 0;
    for (CallUser user : users) {
      weight += user(user);
    }
    for (CallUser user : more) {
      weight += user(user);
    }
    return weight;
  }

  private static int user(CallUser user) {
    return FIELD + text(user.id()) + text(user.name());
  }

  private static int text(String text) {
    return FIELD + text.length() * MOST_BYTES;
  }
}
