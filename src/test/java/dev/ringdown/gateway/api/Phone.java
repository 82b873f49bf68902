package dev.ringdown.gateway.api;

import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.InvitationEvents;
import dev.ringdown.Ringdown;
import dev.ringdown.Session;
import dev.ringdown.session.SessionEvent.UserState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A user's phone: writes down what it hears, one line a callback. */
final class Phone implements InvitationEvents {
  private static final int LONGEST_SECONDS = 10;

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final Session session;

  Phone(Ringdown ringdown, String userId) {
    session = ringdown.connect(CallUser.of(userId), userId + "-phone", s -> this);
    awaits("connected");
  }

  Session session() {
    return session;
  }

  /** Waits until it hears this; what came before is passed over. */
  void awaits(String line) {
    StringBuilder before = new StringBuilder();
    try {
      String next = heard.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
      while (next != null && !next.equals(line)) {
        before.append("\n  ").append(next);
        next = heard.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
      }
      if (next == null) {
        throw new AssertionError("expected to hear " + line + ", but heard" + before);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void onConnected(List<dev.ringdown.CallSnapshot> calls, int unreadMissedCalls) {
    heard.add("connected");
  }

  @Override
  public void onIncomingCallReceived(
      String callId,
      CallUser caller,
      CallType callType,
      List<CallUser> callees,
      String customData,
      Duration remaining) {
    heard.add("rings: " + caller.name() + " " + customData);
  }

  @Override
  public void onIncomingCallCanceled(
      String callId, CallUser caller, String customData, EndReason reason) {
    heard.add("cancelled: " + reason + " " + customData);
  }

  @Override
  public void onIncomingCallTimeout(String callId, CallUser caller) {
    heard.add("timeout");
  }

  @Override
  public void onOutgoingCallSent(
      String callId,
      CallUser caller,
      CallType callType,
      List<CallUser> callees,
      String customData) {
    heard.add("calls " + callees.size());
  }

  @Override
  public void onInvitationUserStateChanged(String callId, List<UserState> users) {
    users.forEach(u -> heard.add(u.user().id() + " " + u.state() + " " + u.customData()));
  }

  @Override
  public void onCallEnded(String callId, EndReason reason, Duration duration) {
    heard.add("ended: " + reason);
  }
}
