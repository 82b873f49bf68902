package dev.ringdown.user;

import dev.ringdown.CallSnapshot;
import dev.ringdown.CallUser;
import dev.ringdown.ErrorCode;
import dev.ringdown.MissedCall;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import dev.ringdown.call.CallCommand;
import dev.ringdown.call.CallRequest;
import dev.ringdown.call.Draft;
import dev.ringdown.call.Origin;
import dev.ringdown.frame.Weight;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What sessions and back ends ask: answered here if the user's actor knows, forwarded to the call
 * if not.
 */
final class Requests {
  private final Surroundings surroundings;
  private final Engagements engagements;
  private final Connections connections;
  private final Rings rings;
  private final FanOut fanOut;

  Requests(
      Surroundings surroundings,
      Engagements engagements,
      Connections connections,
      Rings rings,
      FanOut fanOut) {
    this.surroundings = surroundings;
    this.engagements = engagements;
    this.connections = connections;
    this.rings = rings;
    this.fanOut = fanOut;
  }

  void invite(Connection connection, UserCommand.Invite invite, Instant now) {
    Draft draft = invite.draft();
    Origin origin = connection.origin(invite.requestId());
    if (mayCreate(draft, origin, now)) {
      surroundings.ask(draft.callId(), origin, new CallRequest.Create(origin, draft));
    } else {
      refuseTheEngaged(connection, invite.requestId());
    }
  }

  /** If so, he is about to. */
  private boolean mayCreate(Draft draft, Origin by, Instant now) {
    if (engagements.knows(draft.callId())) {
      return true;
    }
    if (surroundings.rules().oneCall() && engagements.forbids(draft, now)) {
      return false;
    }
    engagements.creates(draft, by.session(), by.requestId(), now);
    return true;
  }

  void inviteMore(Connection connection, UserCommand.InviteMore more) {
    Origin origin = connection.origin(more.requestId());
    surroundings.ask(more.callId(), origin, new CallRequest.InviteMore(origin, more.rings()));
  }

  void perform(Connection connection, UserCommand.Perform perform, UserState state, Instant now) {
    Operation operation = perform.operation();
    String requestId = perform.requestId();
    if (operation instanceof Operation.ActiveCalls) {
      connection.answer(requestId, activeCalls(now));
    } else if (operation instanceof Operation.ListMissedCalls list) {
      connection.answer(requestId, new Result.Missed(state.page(list.offset(), list.limit())));
    } else if (operation instanceof Operation.MissedCallClicked clicked) {
      state
          .find(clicked.callId())
          .ifPresentOrElse(
              call -> clicked(connection, requestId, call, now),
              () -> refuseTheUnmissed(connection, requestId));
    } else if (operation instanceof Operation.OnCall onCall) {
      perform(connection, requestId, onCall, now);
    }
  }

  private void perform(
      Connection connection, String requestId, Operation.OnCall operation, Instant now) {
    String callId = operation.callId();
    Engagement engagement = engagements.get(callId);
    boolean open = engagement != null && engagement.isOpen(now);
    boolean shown = open && engagement.isShown(now);
    boolean rings = shown && connection.rings(callId, engagement.ring().ring());
    boolean rang = shown && connection.heard(callId).ring() == engagement.ring().ring();
    if (rings && operation instanceof Operation.Received) {
      fanOut.acknowledge(engagement, now);
      connection.answer(requestId, new Result.Done());
    } else if (rang && operation instanceof Operation.Ignore) {
      connection.silence(callId);
      connection.flush(callId, now);
      connection.answer(requestId, new Result.Done());
    } else if (open && comesIn(operation)) {
      comeIn(connection, requestId, operation, engagement, now);
    } else {
      forward(connection, requestId, operation);
    }
  }

  private static boolean comesIn(Operation operation) {
    return operation instanceof Operation.Accept || operation instanceof Operation.Join;
  }

  /**
   * Whose ring crosses his own call, which survives, is or will be in that one; also if he knows of
   * the ring though no device shows it.
   */
  private void comeIn(
      Connection connection,
      String requestId,
      Operation.OnCall operation,
      Engagement engagement,
      Instant now) {
    Optional<String> own = rings.crossedBy(engagement, now);
    if (own.isPresent()) {
      connection.answer(requestId, new Result.Failed(RingdownError.merged(own.get())));
    } else {
      forward(connection, requestId, operation);
    }
  }

  private void forward(Connection connection, String requestId, Operation.OnCall operation) {
    Engagement engagement = engagements.get(operation.callId());
    if (engagement != null) {
      engagement.departure().asks(connection.session(), requestId, operation);
    }
    Origin origin = connection.origin(requestId);
    surroundings.ask(operation.callId(), origin, new CallRequest.Perform(origin, operation));
  }

  private static void clicked(
      Connection connection, String requestId, MissedCall call, Instant now) {
    connection.answer(requestId, new Result.Done());
    if (connection.clicks(requestId)) {
      connection.raise(
          new SessionEvent.IncomingMissedCallClicked(
              call.callId(), call.caller(), call.callType(), call.callees(), call.customData()));
      connection.flush(call.callId(), now);
    }
  }

  void findMissedCall(
      Connection connection, UserCommand.FindMissedCall find, UserState state, Instant now) {
    Optional<MissedCall> call = state.find(find.callId());
    // A group call is joined, also by who rings or is in it again.
    String joined = call.filter(c -> c.callees().size() > 1).map(MissedCall::callId).orElse("");
    if (call.isEmpty()) {
      refuseTheUnmissed(connection, find.requestId());
    } else if (engagements.isEngagedBut(joined, now)) {
      refuseTheEngaged(connection, find.requestId());
    } else {
      connection.ref().tell(new SessionCommand.MissedCallFound(find.requestId(), call.get()));
    }
  }

  private static void refuseTheEngaged(Connection connection, String requestId) {
    connection.answer(requestId, new Result.Failed(engaged()));
  }

  private static RingdownError engaged() {
    return RingdownError.of(
        ErrorCode.ALREADY_IN_CALL, "expected a user who is free, but he is engaged");
  }

  private static void refuseTheUnmissed(Connection connection, String requestId) {
    connection.refuse(requestId, ErrorCode.UNKNOWN_CALL, "expected a call that this user missed");
  }

  // ---- What back ends ask

  void serve(UserCommand.FromBackend asked, UserState state, Instant now) {
    if (asked instanceof UserCommand.InviteFor invite) {
      inviteFor(invite, now);
    } else if (asked instanceof UserCommand.ShowMissedCalls show) {
      show.replyTo().tell(new Result.Missed(state.page(show.offset(), show.limit())));
    } else {
      asked.replyTo().tell(activeCalls(now));
    }
  }

  private void inviteFor(UserCommand.InviteFor invite, Instant now) {
    Draft draft = invite.draft();
    Origin origin = Origin.ofBackend(named(invite.caller()), draft.callId());
    if (mayCreate(draft, origin, now)) {
      CallRequest.Create create = new CallRequest.Create(origin, draft);
      surroundings.tell(draft.callId(), new CallCommand.Serve(create, invite.replyTo()));
    } else {
      invite.replyTo().tell(new Result.Failed(engaged()));
    }
  }

  private CallUser named(CallUser caller) {
    return caller.isNamed()
        ? caller
        : connections.onDevice(Optional.empty()).map(Connection::user).orElse(caller);
  }

  private Result.ActiveCalls activeCalls(Instant now) {
    List<CallSnapshot> active =
        engagements.all().stream().filter(e -> e.engages(now)).map(e -> e.call().at(now)).toList();
    return new Result.ActiveCalls(Weight.first(active, Weight::of));
  }
}
