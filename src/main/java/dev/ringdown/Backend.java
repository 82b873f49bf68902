package dev.ringdown;

import dev.ringdown.call.CallRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What an application's back end does to calls, beside the users and without a session. Made by
 * {@link Ringdown#backend()}; safe for use by many threads.
 *
 * <p>A back end may do everything to every call: nothing that it asks is put to {@link
 * dev.ringdown.spi.RingPermission}. Devices hear what follows as they always do, but for callbacks
 * about their own buttons.
 *
 * <p>Every operation returns at once; its stage completes on one of the engine's threads: do not
 * block there. It fails with a {@link RingdownException}: besides what is listed at each method
 * that is INVALID_ARGUMENT for a value out of its limits, and UNAVAILABLE when no answer came
 * within {@code ringdown.request-timeout}, where it is not known whether the operation took place.
 * What is acknowledged is durable.
 */
public final class Backend {
  private final BiFunction<CallUser, Invitation, CompletionStage<Result>> invite;
  private final BiFunction<String, CallRequest.FromBackend, CompletionStage<Result>> ask;
  private final BiFunction<String, Operation, CompletionStage<Result>> look;
  private final Function<String, CompletionStage<List<CallStep>>> read;
  private final Supplier<CompletionStage<Boolean>> journal;

  Backend(
      BiFunction<CallUser, Invitation, CompletionStage<Result>> invite,
      BiFunction<String, CallRequest.FromBackend, CompletionStage<Result>> ask,
      BiFunction<String, Operation, CompletionStage<Result>> look,
      Function<String, CompletionStage<List<CallStep>>> read,
      Supplier<CompletionStage<Boolean>> journal) {
    this.invite = invite;
    this.ask = ask;
    this.look = look;
    this.read = read;
    this.journal = journal;
  }

  // ---- Calls

  /**
   * Creates a call in a user's name and rings its callees. He is its caller, and engaged by it; he
   * need not have a session. While none of his devices has joined the call, what its caller hears
   * goes to every session that he has, {@code ringdown.caller-grace} does not count, and it rings
   * until its deadlines. From the first accept on he has {@code ringdown.member-grace} to come, as
   * any member who is away.
   *
   * <p>With a call id of the application's own, repeating the invitation is harmless. Without one,
   * an invitation that is answered UNAVAILABLE is taken back, as far as that is possible.
   *
   * <p>Fails with CALL_EXISTS (same id, another invitation), TOO_MANY_INVITEES, TOO_MANY_MEMBERS,
   * PAYLOAD_TOO_LARGE or ALREADY_IN_CALL.
   *
   * @param caller without a name, he has that of his session, if there is one
   */
  public CompletionStage<Result.Invited> invite(CallUser caller, Invitation invitation) {
    return Session.typed(invite.apply(caller, invitation), Result.Invited.class);
  }

  /** As {@link #cancel(String, Set, String)}, for all who ring. */
  public CompletionStage<Result.Cancelled> cancel(String callId) {
    return cancel(callId, Set.of(), "");
  }

  /**
   * Takes invitations back that still ring, whoever made them; who has accepted is listed in the
   * answer as not cancelled.
   *
   * <p>Fails with NOT_INVITED (one of these never was), ALREADY_ANSWERED (none of them rings any
   * longer), CALL_ENDED, CALL_MERGED or UNKNOWN_CALL.
   *
   * @param invitees whom; empty for all
   * @param customData what they hear with it; at most 2 KiB of UTF-8
   */
  public CompletionStage<Result.Cancelled> cancel(
      String callId, Set<String> invitees, String customData) {
    return Session.typed(
        ask.apply(callId, new CallRequest.TakeBack(invitees, customData)), Result.Cancelled.class);
  }

  /**
   * Ends an ADVANCED call for all, with {@link EndReason#ENDED}, as if a member had done it.
   *
   * <p>Fails with WRONG_MODE (a GENERAL call ends by itself, or by {@link #revoke}), CALL_ENDED,
   * CALL_MERGED or UNKNOWN_CALL.
   */
  public CompletionStage<Result.Done> end(String callId) {
    return done(callId, new CallRequest.Finish());
  }

  /**
   * Makes a member quit an ADVANCED call. The others and he see him QUIT, with the reason as the
   * data attached; nothing keeps him from joining again but {@link
   * dev.ringdown.spi.RingPermission}. The last one out ends the call; with a caller whom nobody has
   * answered yet, it is cancelled.
   *
   * <p>Fails with NOT_A_MEMBER (he is not in the call; who only rings is {@link #cancel
   * cancelled}), WRONG_MODE, CALL_ENDED, CALL_MERGED or UNKNOWN_CALL.
   *
   * @param reason the application's own text; at most 2 KiB of UTF-8
   */
  public CompletionStage<Result.Done> kick(String callId, String userId, String reason) {
    return done(callId, new CallRequest.Kick(userId, reason));
  }

  /**
   * Takes a call back, wherever it stands and in both modes: it ends with {@link
   * EndReason#REVOKED}.
   *
   * <p>Fails with CALL_ENDED, CALL_MERGED or UNKNOWN_CALL.
   */
  public CompletionStage<Result.Done> revoke(String callId) {
    return done(callId, new CallRequest.Revoke());
  }

  /** A call as it is now, or as it ended. Fails with UNKNOWN_CALL. */
  public CompletionStage<CallSnapshot> call(String callId) {
    return Session.typed(ask.apply(callId, new CallRequest.Show()), Result.Snapshot.class)
        .thenApply(Result.Snapshot::call);
  }

  /**
   * What happened in a call, in order: who did what, and why each ring stopped. Read from the
   * journal, so it costs what starting the call would. Fails with UNKNOWN_CALL.
   */
  public CompletionStage<List<CallStep>> timeline(String callId) {
    return read.apply(callId);
  }

  // ---- Users

  /**
   * The calls that engage a user: which he makes, which ring, in which he is. Where his node was
   * lost it may take {@code ringdown.renewal-interval} until all of them are known again.
   */
  public CompletionStage<List<CallSnapshot>> activeCalls(String userId) {
    return Session.typed(look.apply(userId, new Operation.ActiveCalls()), Result.ActiveCalls.class)
        .thenApply(Result.ActiveCalls::calls);
  }

  /**
   * One page of a user's missed calls, newest first.
   *
   * @param offset how many newer ones to skip
   * @param limit 1 to 100
   */
  public CompletionStage<MissedCalls> missedCalls(String userId, int offset, int limit) {
    return Session.typed(
            look.apply(userId, new Operation.ListMissedCalls(offset, limit)), Result.Missed.class)
        .thenApply(Result.Missed::missedCalls);
  }

  // ---- The engine

  /** Whether the journal can be read now. Never fails. */
  public CompletionStage<Boolean> journalAnswers() {
    return journal.get();
  }

  private CompletionStage<Result.Done> done(String callId, CallRequest.FromBackend request) {
    return Session.typed(ask.apply(callId, request), Result.Done.class);
  }
}
