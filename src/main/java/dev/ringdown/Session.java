package dev.ringdown;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One connected device of one user, and everything that he can do through it. Made by {@link
 * Ringdown#connect}; safe for use by many threads.
 *
 * <p>Every operation returns at once. Its stage completes when the engine has answered, on one of
 * the engine's threads: do not block there. It fails with a {@link RingdownException} that says
 * why: besides what is listed at each method that is INVALID_ARGUMENT for a value out of its
 * limits, UNAVAILABLE when no answer came within {@code ringdown.request-timeout}, and
 * SESSION_CLOSED. What is acknowledged is durable. The callbacks that an operation causes come
 * after its answer.
 */
public final class Session {
  private final String id;
  private final CallUser user;
  private final String device;
  private final Function<Operation, CompletionStage<Result>> perform;
  private final Consumer<Operation> tell;
  private final Runnable close;

  Session(
      String id,
      CallUser user,
      String device,
      Function<Operation, CompletionStage<Result>> perform,
      Consumer<Operation> tell,
      Runnable close) {
    this.id = id;
    this.user = user;
    this.device = device;
    this.perform = perform;
    this.tell = tell;
    this.close = close;
  }

  /** What this session is called where one is named, as in {@link RingdownError#decidedBy()}. */
  public String id() {
    return id;
  }

  public CallUser user() {
    return user;
  }

  /** The device's stable id. */
  public String device() {
    return device;
  }

  /**
   * Creates a call and rings its callees. A call id of the application's own makes this idempotent.
   *
   * <p>Fails with CALL_EXISTS (same id, another invitation), TOO_MANY_INVITEES, TOO_MANY_MEMBERS,
   * PAYLOAD_TOO_LARGE, NOT_PERMITTED (of all callees; of some, the answer lists them) or
   * ALREADY_IN_CALL.
   */
  public CompletionStage<Result.Invited> invite(Invitation invitation) {
    return perform(new Operation.Invite(invitation), Result.Invited.class);
  }

  /**
   * Rings more users in a running ADVANCED call, with its custom data and the default timeout.
   *
   * <p>Fails with NOT_A_MEMBER, CALL_ENDED, UNKNOWN_CALL, TOO_MANY_INVITEES, TOO_MANY_MEMBERS,
   * NOT_PERMITTED, ALREADY_IN_CALL (all of them ring or are in the call) or WRONG_MODE.
   */
  public CompletionStage<Result.Invited> inviteMore(String callId, String... callees) {
    return inviteMore(callId, Arrays.stream(callees).map(Invitee::of).toList());
  }

  /** As {@link #inviteMore(String, String...)}, with names and timeouts. */
  public CompletionStage<Result.Invited> inviteMore(String callId, List<Invitee> callees) {
    return perform(
        new Operation.InviteMore(callId, callees, Optional.empty()), Result.Invited.class);
  }

  /**
   * Enters a call in which this user rings; the first answer over all his sessions counts.
   *
   * <p>Fails with NOT_INVITED, ALREADY_ANSWERED (with the outcome), CALL_ENDED, CALL_MERGED or
   * UNKNOWN_CALL.
   */
  public CompletionStage<Result.Joined> accept(String callId) {
    return accept(callId, "");
  }

  /**
   * @param customData what the others hear with it; at most 2 KiB of UTF-8
   */
  public CompletionStage<Result.Joined> accept(String callId, String customData) {
    return perform(new Operation.Accept(callId, customData), Result.Joined.class);
  }

  /** Declines for the user, on all his sessions. Fails as {@link #accept(String)} does. */
  public CompletionStage<Result.Done> decline(String callId) {
    return decline(callId, "");
  }

  /**
   * @param customData what the inviter hears with it; at most 2 KiB of UTF-8
   */
  public CompletionStage<Result.Done> decline(String callId, String customData) {
    return done(new Operation.Decline(callId, customData));
  }

  /** Answers busy for the user, on all his sessions. Fails as {@link #accept(String)} does. */
  public CompletionStage<Result.Done> busy(String callId) {
    return busy(callId, "");
  }

  /**
   * @param customData what the inviter hears with it; at most 2 KiB of UTF-8
   */
  public CompletionStage<Result.Done> busy(String callId, String customData) {
    return done(new Operation.Busy(callId, customData));
  }

  /** Silences the ring on this session only. Fails as {@link #accept(String)} does. */
  public CompletionStage<Result.Done> ignore(String callId) {
    return done(new Operation.Ignore(callId));
  }

  /**
   * Takes back every invitation that this user made in the call and that still rings.
   *
   * <p>Fails with NOT_THE_INVITER, ALREADY_ANSWERED (nobody rings any longer), CALL_ENDED,
   * CALL_MERGED or UNKNOWN_CALL.
   */
  public CompletionStage<Result.Cancelled> cancel(String callId) {
    return cancel(callId, Set.of(), "");
  }

  /**
   * Takes back invitations that this user made and that still ring; who has accepted is listed in
   * the answer as not cancelled.
   *
   * @param invitees whom; empty for all
   * @param customData what they hear with it; at most 2 KiB of UTF-8
   */
  public CompletionStage<Result.Cancelled> cancel(
      String callId, Set<String> invitees, String customData) {
    return perform(new Operation.Cancel(callId, invitees, customData), Result.Cancelled.class);
  }

  /**
   * Enters a running ADVANCED call without a ring, or moves into it with this device.
   *
   * <p>Fails with NOT_PERMITTED, CALL_ENDED, CALL_MERGED, WRONG_MODE, TOO_MANY_MEMBERS or
   * UNKNOWN_CALL.
   */
  public CompletionStage<Result.Joined> join(String callId) {
    return perform(new Operation.Join(callId), Result.Joined.class);
  }

  /**
   * Leaves an ADVANCED call. The last one out ends it; a caller who quits before anybody accepted
   * cancels it.
   *
   * <p>Fails with NOT_A_MEMBER, CALL_ENDED, CALL_MERGED, WRONG_MODE or UNKNOWN_CALL.
   */
  public CompletionStage<Result.Done> quit(String callId) {
    return done(new Operation.Quit(callId));
  }

  /**
   * Ends an ADVANCED call for all. Fails as {@link #quit} does, and with NOT_PERMITTED where only
   * the caller may ({@code ringdown.only-caller-ends}).
   */
  public CompletionStage<Result.Done> end(String callId) {
    return done(new Operation.End(callId));
  }

  /** A call of this user as it is now, or as it ended. Fails with NOT_A_MEMBER or UNKNOWN_CALL. */
  public CompletionStage<CallSnapshot> call(String callId) {
    return perform(new Operation.GetCall(callId), Result.Snapshot.class)
        .thenApply(Result.Snapshot::call);
  }

  /** The calls that engage this user: which he makes, which ring, in which he is. */
  public CompletionStage<List<CallSnapshot>> activeCalls() {
    return perform(new Operation.ActiveCalls(), Result.ActiveCalls.class)
        .thenApply(Result.ActiveCalls::calls);
  }

  /**
   * One page of this user's missed calls, newest first.
   *
   * @param offset how many newer ones to skip
   * @param limit 1 to 100
   */
  public CompletionStage<MissedCalls> missedCalls(int offset, int limit) {
    return perform(new Operation.ListMissedCalls(offset, limit), Result.Missed.class)
        .thenApply(Result.Missed::missedCalls);
  }

  /**
   * Moves the seen mark up, never back.
   *
   * @param upTo the {@link MissedCall#number() number} of the newest one that was seen
   */
  public CompletionStage<Result.Done> missedCallsSeen(long upTo) {
    return done(new Operation.MissedCallsSeen(upTo));
  }

  /**
   * The user clicked a missed call: raises {@link InvitationEvents#onIncomingMissedCallClicked},
   * which dials back unless it is overridden. Fails with UNKNOWN_CALL.
   */
  public CompletionStage<Result.Done> missedCallClicked(String callId) {
    return done(new Operation.MissedCallClicked(callId));
  }

  /**
   * Calls the caller of a missed call, or joins it if it is a group call that still runs.
   *
   * @return {@link Result.Invited} or {@link Result.Joined}. Fails with UNKNOWN_CALL,
   *     ALREADY_IN_CALL, NOT_PERMITTED or TOO_MANY_MEMBERS.
   */
  public CompletionStage<Result> dialBack(String callId) {
    return perform(new Operation.DialBack(callId), Result.class);
  }

  /**
   * Does something whose answer nobody awaits; if it fails, {@link InvitationEvents#onError} says
   * so. For callbacks, which have no one to hand a stage to.
   */
  public void tell(Operation operation) {
    tell.accept(operation);
  }

  /** Ends this session; {@link InvitationEvents#onClosed} is its last callback. */
  public void close() {
    close.run();
  }

  private CompletionStage<Result.Done> done(Operation operation) {
    return perform(operation, Result.Done.class);
  }

  private <R> CompletionStage<R> perform(Operation operation, Class<R> type) {
    return typed(perform.apply(operation), type);
  }

  /** The one kind of answer that is no failure. */
  static <R> CompletionStage<R> typed(CompletionStage<Result> answer, Class<R> type) {
    return answer.thenApply(
        result -> {
          if (result instanceof Result.Failed failed) {
            throw new CompletionException(failed.error().toException());
          }
          return type.cast(result);
        });
  }
}
