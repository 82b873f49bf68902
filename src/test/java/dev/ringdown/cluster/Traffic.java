package dev.ringdown.cluster;

import dev.ringdown.Invitation;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Pairs of users who call each other, one call after the other, whatever the nodes do. */
final class Traffic {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<Integer>> pairs = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private volatile boolean ending;

  /**
   * @param calls made and ended, each accepted
   * @param problems what went wrong
   */
  record Outcome(int calls, List<String> problems) {}

  static Traffic begin(Cluster cluster, int pairs) {
    Traffic traffic = new Traffic();
    for (int i = 0; i < pairs; i++) {
      Person caller = new Person("talk-caller" + i, cluster, i);
      Person callee = new Person("talk-callee" + i, cluster, i + 1);
      traffic.pairs.add(traffic.threads.submit(() -> traffic.talk(caller, callee)));
    }
    return traffic;
  }

  Outcome end() {
    ending = true;
    int calls = 0;
    for (Future<Integer> pair : pairs) {
      calls += Wait.until("end of a pair", CompletableFuture.supplyAsync(() -> get(pair)));
    }
    threads.shutdown();
    return new Outcome(calls, problems);
  }

  private static int get(Future<Integer> pair) {
    try {
      return pair.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private int talk(Person caller, Person callee) {
    int calls = 0;
    while (!ending) {
      String id = caller.name() + "." + calls;
      if (!(expects(id, caller, new Operation.Invite(to(callee, id)), Result.Invited.class)
          && expects(id + " rings", callee.awaits(event -> rings(event, id)))
          && expects(id, callee, new Operation.Accept(id, ""), Result.Joined.class)
          && expects(id + " is accepted", caller.awaits(event -> isAccepted(event, id)))
          && expects(id, caller, new Operation.End(id), Result.Done.class)
          && expects(id + " ends", callee.awaits(event -> isEnded(event, id))))) {
        return calls;
      }
      calls++;
    }
    expects(caller.name() + " is always answered", caller.unavailable() == 0);
    expects(callee.name() + " is always answered", callee.unavailable() == 0);
    return calls;
  }

  private static Invitation to(Person callee, String callId) {
    return Invitation.voice(callee.name()).withCallId(callId);
  }

  private static boolean rings(SessionEvent event, String callId) {
    return event instanceof SessionEvent.IncomingCallReceived e && e.callId().equals(callId);
  }

  private static boolean isAccepted(SessionEvent event, String callId) {
    return event instanceof SessionEvent.OutgoingCallAccepted e && e.callId().equals(callId);
  }

  private static boolean isEnded(SessionEvent event, String callId) {
    return event instanceof SessionEvent.CallEnded e && e.callId().equals(callId);
  }

  private boolean expects(
      String callId, Person person, Operation operation, Class<? extends Result> type) {
    String request = callId + " " + operation.getClass().getSimpleName();
    Result result = person.does(request, operation);
    return expects(request + " gives " + result, type.isInstance(result));
  }

  private boolean expects(String what, boolean isTrue) {
    if (!isTrue) {
      synchronized (problems) {
        problems.add("expected: " + what);
      }
    }
    return isTrue;
  }
}
