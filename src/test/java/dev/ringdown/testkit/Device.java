package dev.ringdown.testkit;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Adapter;
import dev.ringdown.CallUser;
import dev.ringdown.CloseReason;
import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.MissedCall;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionReply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A device of a user, driven and read by a test. What it does is a verb in the third person; it
 * fails the test if the engine refuses it, unless it is asked with {@link #fails}. What it heard is
 * told in the words of {@link Words}, each event once.
 *
 * <p>It is one device as long as the test runs, with one session after the other. For one thread.
 */
public final class Device {
  private final TestEngine engine;
  private final CallUser user;
  private final String device;
  private final Diary diary;
  private ActorRef<SessionCommand> session;
  private String whyCutOff = "";
  private int read;

  Device(TestEngine engine, CallUser user, String device, Diary diary) {
    this.engine = engine;
    this.user = user;
    this.device = device;
    this.diary = diary;
    connect();
  }

  private void connect() {
    diary.notes("connects");
    session = engine.ringdown().connect(user, device, Collector.by(engine.system(), diary::hears));
    whyCutOff = "";
  }

  // ---- Its session

  /** A new session of this device, after a restart, {@link #leaves()} or {@link #vanishes()}. */
  public Device reconnects() {
    connect();
    engine.settle();
    return this;
  }

  /** Closes its session. */
  public void leaves() {
    diary.notes("leaves");
    session().tell(new SessionCommand.Close(CloseReason.CLOSED));
    engine.settle();
  }

  /** Its session is gone without a word, as when the node is lost that it was connected to. */
  public void vanishes() {
    engine.settle();
    ActorRef<SessionCommand> gone = session();
    isCutOff("its session vanished");
    engine.kill(Adapter.toClassic(gone));
  }

  void isCutOff(String why) {
    whyCutOff = why;
    diary.notes(why);
  }

  /** The actor of its session, for what this class has no verb for. */
  public ActorRef<SessionCommand> session() {
    if (!whyCutOff.isEmpty()) {
      throw new Failure(
          this + " is not connected, since " + whyCutOff + ": it has to reconnect first", engine);
    }
    return session;
  }

  // ---- What it does

  /** Calls users, and gives the call's id. */
  public String invites(String... callees) {
    return invites(Invitation.voice(callees));
  }

  public String invites(Invitation invitation) {
    return ((Result.Invited) does(new Operation.Invite(invitation))).callId();
  }

  public Result accepts(String callId) {
    return does(new Operation.Accept(callId, ""));
  }

  public Result declines(String callId) {
    return does(new Operation.Decline(callId, ""));
  }

  public Result cancels(String callId, String... invitees) {
    return does(new Operation.Cancel(callId, Set.of(invitees), ""));
  }

  public Result quits(String callId) {
    return does(new Operation.Quit(callId));
  }

  public Result ends(String callId) {
    return does(new Operation.End(callId));
  }

  public Result.Invited invitesMore(String callId, String... callees) {
    List<Invitee> invitees = Arrays.stream(callees).map(Invitee::of).toList();
    return (Result.Invited) does(new Operation.InviteMore(callId, invitees, Optional.empty()));
  }

  public Result joins(String callId) {
    return does(new Operation.Join(callId));
  }

  public Result answersBusy(String callId) {
    return does(new Operation.Busy(callId, ""));
  }

  /** The user's missed calls, newest first. */
  public List<MissedCall> missedCalls() {
    Result result = does(new Operation.ListMissedCalls(0, 100));
    return ((Result.Missed) result).missedCalls().calls();
  }

  /** An operation that must not fail. */
  public Result does(Operation operation) {
    Result result = asks(operation);
    if (result instanceof Result.Failed failed) {
      throw new Failure(
          "expected %s to succeed with%n  %s%nbut it was refused:%n  %s"
              .formatted(this, operation, failed.error()),
          engine);
    }
    return result;
  }

  /** An operation that must fail. */
  public RingdownError fails(Operation operation) {
    Result result = asks(operation);
    if (result instanceof Result.Failed failed) {
      return failed.error();
    }
    throw new Failure(
        "expected %s to be refused%n  %s%nbut the answer was%n  %s"
            .formatted(this, operation, result),
        engine);
  }

  /** An operation and its answer, which does not wait for time to pass. */
  public Result asks(Operation operation) {
    return asks(UUID.randomUUID().toString(), operation);
  }

  public Result asks(String requestId, Operation operation) {
    Answer answer = sends(requestId, operation);
    engine.settle();
    return answer.get();
  }

  /** An answer that may still be under way. */
  public final class Answer {
    private final Operation question;
    private final Queue<SessionReply> replies = new ConcurrentLinkedQueue<>();

    private Answer(Operation question) {
      this.question = question;
    }

    /** Whether it has come; false, too, if a step is still to settle. */
    public boolean isThere() {
      return !replies.isEmpty();
    }

    /** The one answer; it fails the test if there is none yet. */
    public Result get() {
      if (replies.size() != 1) {
        throw new Failure(
            "expected one answer to %s for%n  %s%nbut got %s"
                .formatted(Device.this, question, replies.isEmpty() ? "none" : replies),
            engine);
      }
      return replies.element().result();
    }
  }

  /**
   * An operation whose answer is read later. Several of them happen at the same instant, one after
   * the other, when the next step settles.
   */
  public Answer sends(Operation operation) {
    return sends(UUID.randomUUID().toString(), operation);
  }

  public Answer sends(String requestId, Operation operation) {
    ActorRef<SessionCommand> asked = session();
    engine.hold();
    Answer answer = new Answer(operation);
    diary.does(operation);
    asked.tell(
        new SessionCommand.Perform(
            requestId, operation, Collector.by(engine.system(), answer.replies::add)));
    return answer;
  }

  /** An operation whose failure is raised as an event. */
  public void tells(Operation operation) {
    diary.does(operation);
    session().tell(new SessionCommand.Tell(operation));
    engine.settle();
  }

  /** Dials a clicked missed call back, as the callback does that is not overridden. */
  public void runsDefaultAction(String callId) {
    diary.notes("runs the default action");
    session().tell(new SessionCommand.RunDefaultAction(callId));
    engine.settle();
  }

  // ---- What it heard

  /**
   * It heard these callbacks since it was asked last, in this order, and nothing else.
   *
   * @param first in the words of {@link Words}, such as {@code IncomingCallReceived(alice)}
   */
  public Device expects(String first, String... next) {
    List<String> expected = new ArrayList<>(List.of(first));
    expected.addAll(List.of(next));
    compare(expected, heard());
    return this;
  }

  /** It heard nothing since it was asked last. */
  public Device expectsNothing() {
    compare(List.of(), heard());
    return this;
  }

  /** The next callback that was not asked for yet is of this type. */
  public <E extends SessionEvent> E expectsNext(Class<E> type) {
    List<SessionEvent> everything = allEvents();
    if (read == everything.size() || !type.isInstance(everything.get(read))) {
      String found = read == everything.size() ? "nothing" : Words.of(everything.get(read));
      throw new Failure(
          "expected %s to hear %s next, but it heard %s"
              .formatted(this, type.getSimpleName(), found),
          engine);
    }
    return type.cast(everything.get(read++));
  }

  private void compare(List<String> expected, List<String> heard) {
    if (!heard.equals(expected)) {
      throw new Failure(Story.difference(this, expected, heard), engine);
    }
  }

  /** Everything it heard since it was asked last, in short words. */
  public List<String> heard() {
    return newEvents().stream().map(Words::of).toList();
  }

  /** From now on only what comes next counts. */
  public void forgets() {
    newEvents();
  }

  /** The one event of this kind that it heard. */
  public <E extends SessionEvent> E theOnly(Class<E> type) {
    List<E> found = allEvents().stream().filter(type::isInstance).map(type::cast).toList();
    if (found.size() != 1) {
      throw new Failure(
          "expected %s to hear one %s, but it heard %s"
              .formatted(this, type.getSimpleName(), found.isEmpty() ? "none" : found),
          engine);
    }
    return found.get(0);
  }

  /** Everything it heard since it was asked last. */
  public List<SessionEvent> newEvents() {
    List<SessionEvent> everything = allEvents();
    List<SessionEvent> fresh = List.copyOf(everything.subList(read, everything.size()));
    read = everything.size();
    return fresh;
  }

  /** Everything it ever heard. */
  public List<SessionEvent> allEvents() {
    engine.settle();
    return diary.heard();
  }

  Diary diary() {
    return diary;
  }

  @Override
  public String toString() {
    return user.id() + "/" + device;
  }
}
