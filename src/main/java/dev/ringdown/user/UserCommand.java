package dev.ringdown.user;

import akka.actor.typed.ActorRef;
import dev.ringdown.CallSnapshot;
import dev.ringdown.CallUser;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.call.Draft;
import dev.ringdown.call.Notice;
import dev.ringdown.call.RingRequest;
import dev.ringdown.session.Heard;
import dev.ringdown.session.SessionCommand;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a user, as one person on all his devices, is told and asked. */
public sealed interface UserCommand
    permits UserCommand.FromSession,
        UserCommand.FromCall,
        UserCommand.FromBackend,
        UserCommand.Passivated,
        UserCommand.Remember,
        User.Own {

  /** What a session of this user tells or asks. Before its Connect it is not heard. */
  sealed interface FromSession extends UserCommand {
    String session();
  }

  /** What a call in which this user is or was tells. */
  sealed interface FromCall extends UserCommand {}

  /** What a back end asks about this user, who need not have a session. */
  sealed interface FromBackend extends UserCommand {
    ActorRef<Result> replyTo();
  }

  /**
   * Creates a call in this user's name, unless he is engaged.
   *
   * @param caller without a name, he has that of his session
   */
  record InviteFor(CallUser caller, Draft draft, ActorRef<Result> replyTo) implements FromBackend {}

  /** Asks for the calls that engage this user. */
  record ShowCalls(ActorRef<Result> replyTo) implements FromBackend {}

  record ShowMissedCalls(int offset, int limit, ActorRef<Result> replyTo) implements FromBackend {}

  /**
   * A session is there; answered with {@link SessionCommand.Registered}.
   *
   * @param registration counts the times that this session tried to register, from 1
   * @param since the first of those tries of which none was answered yet
   * @param heard empty for a new session
   * @param began when the session began: of two on one device, the later one stays
   */
  record Connect(
      String session,
      long registration,
      long since,
      String device,
      CallUser user,
      Optional<Heard> heard,
      Instant began,
      ActorRef<SessionCommand> replyTo)
      implements FromSession {}

  /**
   * A session ends; its last word, answered with {@link SessionCommand.Disconnected}.
   *
   * @param registration the last one that was answered; 0 if none was
   * @param delivered every {@link SessionCommand.Deliver} of this registration up to this number
   *     has come, and no other
   * @param live the calls that go on, as far as it knows
   * @param replyTo empty for a session that does not wait for the answer
   */
  record Disconnect(
      String session,
      long registration,
      long delivered,
      List<String> live,
      Optional<ActorRef<SessionCommand>> replyTo)
      implements FromSession {
    public Disconnect {
      live = List.copyOf(live);
    }
  }

  /** Creates a call, unless this user is engaged. */
  record Invite(String session, String requestId, Draft draft) implements FromSession {}

  record InviteMore(String session, String requestId, String callId, List<RingRequest> rings)
      implements FromSession {
    public InviteMore {
      rings = List.copyOf(rings);
    }
  }

  /** Any other operation. */
  record Perform(String session, String requestId, Operation operation) implements FromSession {}

  /** Wants to dial back; answered with {@link SessionCommand.MissedCallFound} or a failure. */
  record FindMissedCall(String session, String requestId, String callId) implements FromSession {}

  /** Every {@link SessionCommand.Deliver} of this registration up to this number has come. */
  record Delivered(String session, long registration, long number) implements FromSession {}

  /** A session in a call is there, and registers later: its user is not away. */
  record Here(String session) implements FromSession {}

  /** A ring is past its deadline, and its call has not said so; the call may need to be woken. */
  record Overdue(String session, String callId) implements FromSession {}

  /**
   * A call tells everything that this user has not confirmed yet; he answers {@code Heard}.
   *
   * @param incarnation tells apart the runs of the call's actor, whose numbers start anew
   * @param call the call as it is now
   * @param entries in order
   */
  record Announcement(String callId, long incarnation, CallSnapshot call, List<Entry> entries)
      implements FromCall {
    public Announcement {
      entries = List.copyOf(entries);
    }
  }

  /**
   * What one event of a call means for this user.
   *
   * @param number counts the entries of this user in one incarnation of the call, from 1
   * @param revision the event's place in the journal, from 1; 0 for what is not journalled
   */
  record Entry(long number, long revision, List<Notice> notices) {
    public Entry {
      notices = List.copyOf(notices);
    }
  }

  /**
   * The call still engages this user; he answers {@code TellMe} if he does not know this run of it,
   * {@code Away} if nobody is there, and else nothing but that a device rings.
   *
   * @param rings whether the call knows that a device rings
   */
  record Renewal(String callId, long incarnation, boolean rings) implements FromCall {}

  /** A call's answer to what this user's session asked. */
  record Answer(String session, String requestId, Result result) implements FromCall {}

  /** The shard asks the actor to stop. */
  record Passivated() implements UserCommand {}

  /** An earlier run of this actor, which was moved, was engaged in this call. */
  record Remember(String callId) implements UserCommand {}
}
