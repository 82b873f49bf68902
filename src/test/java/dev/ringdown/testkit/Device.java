package dev.ringdown.testkit;

import akka.actor.typed.ActorRef;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A connected device of a user, driven and read by a test. */
public final class Device {
  private final TestEngine engine;
  private final CallUser user;
  private final String device;
  private final Collected<SessionEvent> events;
  private final ActorRef<SessionCommand> session;
  private int read;

  Device(TestEngine engine, CallUser user, String device) {
    this.engine = engine;
    this.user = user;
    this.device = device;
    events = Collected.by(engine.system());
    session = engine.ringdown().connect(user, device, events.actor());
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
      throw new AssertionError(this + ": " + operation + " failed: " + failed.error() + story());
    }
    return result;
  }

  /** An operation that must fail. */
  public RingdownError fails(Operation operation) {
    Result result = asks(operation);
    if (result instanceof Result.Failed failed) {
      return failed.error();
    }
    throw new AssertionError(this + ": expected " + operation + " to fail, but: " + result);
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
  public record Answer(String question, Collected<SessionReply> replies) {
    public boolean isThere() {
      return !replies.all().isEmpty();
    }

    public Result get() {
      if (replies.all().size() != 1) {
        throw new AssertionError(question + ": expected one answer, but got " + replies.all());
      }
      return replies.all().get(0).result();
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
    engine.hold();
    Collected<SessionReply> replies = Collected.by(engine.system());
    session.tell(new SessionCommand.Perform(requestId, operation, replies.actor()));
    return new Answer(this + ": " + operation, replies);
  }

  /** An operation whose failure is raised as an event. */
  public void tells(Operation operation) {
    session.tell(new SessionCommand.Tell(operation));
    engine.settle();
  }

  /** Dials a clicked missed call back, as the callback does that is not overridden. */
  public void runsDefaultAction(String callId) {
    session.tell(new SessionCommand.RunDefaultAction(callId));
    engine.settle();
  }

  public void leaves() {
    session.tell(new SessionCommand.Close(CloseReason.CLOSED));
    engine.settle();
  }

  // ---- What it heard

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
      throw new AssertionError(this + ": expected one " + type.getSimpleName() + story());
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
    return events.all();
  }

  private String story() {
    return "\nheard: " + allEvents().stream().map(Words::of).toList();
  }

  public ActorRef<SessionCommand> session() {
    return session;
  }

  @Override
  public String toString() {
    return user.id() + "/" + device;
  }
}
