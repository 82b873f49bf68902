package dev.ringdown;

import dev.ringdown.session.SessionEvent.UserState;
import java.time.Duration;
import java.util.List;

/**
 * What a session hears, one method for each callback; override what concerns you.
 *
 * <p>The callbacks of one session are called one after the other, in the order in which the calls
 * decided, each once. They run on a thread of their own dispatcher ({@code
 * ringdown.listener-dispatcher}), so they may block for a while; who falls more than {@code
 * ringdown.session.listener-buffer} events behind loses the session ({@link
 * CloseReason#SLOW_LISTENER}). What a callback throws is logged, and the next one is called.
 *
 * <p>Names and arguments are those of the source system's call invitation, with the call's id in
 * front and, where this engine knows more, the additional values at the end. No argument is null.
 */
public interface InvitationEvents {

  // ---- About the session

  /**
   * The session is registered: the first callback of every session.
   *
   * @param calls the calls in which the user is or which ring for him, as they are now
   * @param unreadMissedCalls how many missed calls came after the seen mark
   */
  default void onConnected(List<CallSnapshot> calls, int unreadMissedCalls) {}

  /** The last callback of every session. */
  default void onClosed(CloseReason reason) {}

  /** Something that this session did, and that has no reply of its own, failed. */
  default void onError(RingdownError error) {}

  // ---- To invitees

  /**
   * Somebody calls: ring. Raised on every session of the user; on one that connects later with what
   * remains of the time.
   *
   * @param callees everybody who was invited, this user included
   * @param remaining how long it still rings
   */
  default void onIncomingCallReceived(
      String callId,
      CallUser caller,
      CallType callType,
      List<CallUser> callees,
      String customData,
      Duration remaining) {}

  /**
   * Stop ringing: the ring was taken back before an answer. Raised on every session that rang.
   *
   * @param reason CANCELLED by the inviter, CALLER_LOST, or why the call ended for all
   */
  default void onIncomingCallCanceled(
      String callId, CallUser caller, String customData, EndReason reason) {}

  /** Stop ringing: the deadline passed. Raised on every session that rang. */
  default void onIncomingCallTimeout(String callId, CallUser caller) {}

  /** This session's decline was decided. */
  default void onIncomingCallDeclineButtonPressed(String callId) {}

  /** This session's accept was decided: the user is in the call. */
  default void onIncomingCallAcceptButtonPressed(String callId) {}

  /** Stop ringing: another session of this user answered. */
  default void onIncomingCallHandledElsewhere(String callId, Outcome outcome) {}

  // ---- To callers and inviters

  /** The call is durable, and its callees are about to ring. */
  default void onOutgoingCallSent(
      String callId,
      CallUser caller,
      CallType callType,
      List<CallUser> callees,
      String customData) {}

  /** This session's cancel was decided. */
  default void onOutgoingCallCancelButtonPressed(String callId) {}

  default void onOutgoingCallAccepted(String callId, CallUser callee) {}

  default void onOutgoingCallDeclined(String callId, CallUser callee, String customData) {}

  default void onOutgoingCallRejectedCauseBusy(String callId, CallUser callee, String customData) {}

  /**
   * @param callees all whose time ran out at this instant
   */
  default void onOutgoingCallTimeout(String callId, List<CallUser> callees, boolean isVideoCall) {}

  /**
   * Both called each other, and the calls became one: what was {@code callId} goes on as {@code
   * intoCallId}.
   *
   * @param room the media room of the call that goes on
   */
  default void onCallMerged(String callId, String intoCallId, String room) {}

  // ---- To everybody in a call

  /**
   * @param users whose state changed, each with the data that he attached
   */
  default void onInvitationUserStateChanged(String callId, List<UserState> users) {}

  /**
   * The call is over. Raised on every session of those who were in it.
   *
   * @param duration from the first accept to the end; zero if nobody accepted
   */
  default void onCallEnded(String callId, EndReason reason, Duration duration) {}

  // ---- Missed calls

  /**
   * The user clicked a missed call.
   *
   * @param defaultAction dials back; run unless this method is overridden
   */
  default void onIncomingMissedCallClicked(
      String callId,
      CallUser caller,
      CallType callType,
      List<CallUser> callees,
      String customData,
      Runnable defaultAction) {
    defaultAction.run();
  }

  /** The default action could neither create a call nor join one. */
  default void onIncomingMissedCallDialBackFailed(String callId, RingdownError reason) {}
}
