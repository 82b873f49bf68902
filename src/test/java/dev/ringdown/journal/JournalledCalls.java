package dev.ringdown.journal;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.ErrorCode;
import dev.ringdown.GlarePolicy;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.call.Call;
import dev.ringdown.call.CallCommand;
import dev.ringdown.call.CallRequest;
import dev.ringdown.call.CallRules;
import dev.ringdown.call.Draft;
import dev.ringdown.call.Origin;
import dev.ringdown.call.Patience;
import dev.ringdown.call.RingRequest;
import dev.ringdown.turn.Turns;
import dev.ringdown.user.UserCommand;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Calls of Alice to Bob on a real journal; both hear and confirm whatever they are told. */
final class JournalledCalls implements AutoCloseable {
  static final CallUser ALICE = CallUser.of("alice", "Alice 😀");
  static final CallUser BOB = CallUser.of("bob", "Bob");

  private sealed interface ToShard {}

  private record Send(String callId, CallCommand command) implements ToShard {}

  private record Forget(String callId) implements ToShard {}

  private record Gone(String callId, ActorRef<CallCommand> call) implements ToShard {}

  private record Asked(String callId, CompletableFuture<Result> answer) {}

  private final ActorTestKit testKit;
  private final ActorRef<ToShard> shard;
  private final Turns turns = new Turns(30, Clock.systemUTC());
  private final Map<String, Asked> asked = new ConcurrentHashMap<>();

  JournalledCalls(Config config) {
    testKit = ActorTestKit.create("journalled", config);
    shard = testKit.spawn(shard());
  }

  ActorTestKit testKit() {
    return testKit;
  }

  CompletableFuture<Result> invite(String callId) {
    RingRequest bob = new RingRequest(BOB, Duration.ofSeconds(60), false);
    Draft draft =
        new Draft(
            callId,
            "room",
            CallType.VIDEO,
            CallMode.ADVANCED,
            GlarePolicy.MERGE,
            "ä".repeat(Integer.getInteger("cd", 4)),
            List.of(bob));
    Origin by = by(ALICE);
    return ask(callId, by, new CallRequest.Create(by, draft));
  }

  CompletableFuture<Result> accept(String callId) {
    return perform(BOB, new Operation.Accept(callId, ""));
  }

  CompletableFuture<Result> end(String callId) {
    return perform(ALICE, new Operation.End(callId));
  }

  CompletableFuture<Result> look(String callId) {
    return perform(ALICE, new Operation.GetCall(callId));
  }

  private CompletableFuture<Result> perform(CallUser user, Operation.OnCall operation) {
    Origin by = by(user);
    return ask(operation.callId(), by, new CallRequest.Perform(by, operation));
  }

  private static Origin by(CallUser user) {
    return new Origin(user, user.id() + "'s device", "session", UUID.randomUUID().toString());
  }

  private CompletableFuture<Result> ask(String callId, Origin by, CallRequest request) {
    CompletableFuture<Result> answer = new CompletableFuture<>();
    asked.put(by.requestId(), new Asked(callId, answer));
    shard.tell(new Send(callId, new CallCommand.Ask(by, request)));
    return answer;
  }

  /**
   * As a shard does: a call that does not run is started, and gets the message at once. But not by
   * a user who hears late what it told before it was stopped: tests stop calls to start them
   * themselves.
   */
  private Behavior<ToShard> shard() {
    return Behaviors.setup(
        context -> {
          Map<String, ActorRef<CallCommand>> running = new HashMap<>();
          return Behaviors.receive(ToShard.class)
              .onMessage(
                  Send.class,
                  send -> {
                    ActorRef<CallCommand> call = running.get(send.callId());
                    if (call == null && send.command() instanceof CallCommand.Heard) {
                      return Behaviors.same();
                    }
                    if (call == null) {
                      call = context.spawnAnonymous(call(send.callId()));
                      context.watchWith(call, new Gone(send.callId(), call));
                      running.put(send.callId(), call);
                    }
                    call.tell(send.command());
                    return Behaviors.same();
                  })
              .onMessage(
                  Gone.class,
                  gone -> {
                    running.remove(gone.callId(), gone.call());
                    return Behaviors.same();
                  })
              .onMessage(
                  Forget.class,
                  forget -> {
                    ActorRef<CallCommand> call = running.remove(forget.callId());
                    if (call != null) {
                      call.tell(new CallCommand.Passivated());
                    }
                    return Behaviors.same();
                  })
              .build();
        });
  }

  private Behavior<CallCommand> call(String callId) {
    return Call.create(
        callId,
        CallRules.DEFAULT,
        Patience.DEFAULT,
        Clock.systemUTC(),
        this::onTold,
        (id, command) -> {},
        () -> stop(callId),
        stranded -> {},
        turns);
  }

  /** The call's actor is gone, or goes: the next request starts it again from the journal. */
  void stop(String callId) {
    shard.tell(new Forget(callId));
  }

  private void onTold(String userId, UserCommand command) {
    if (command instanceof UserCommand.Answer answer) {
      Asked request = asked.remove(answer.requestId());
      if (isUnavailable(answer.result())) {
        stop(request.callId());
      }
      request.answer().complete(answer.result());
    } else if (command instanceof UserCommand.Announcement told) {
      long last = told.entries().get(told.entries().size() - 1).number();
      shard.tell(new Send(told.callId(), new CallCommand.Heard(userId, told.incarnation(), last)));
    }
  }

  static boolean isUnavailable(Result result) {
    return result instanceof Result.Failed failed && failed.error().code() == ErrorCode.UNAVAILABLE;
  }

  @Override
  public void close() {
    testKit.shutdownTestKit();
  }
}
