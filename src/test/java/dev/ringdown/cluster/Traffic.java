package dev.ringdown.cluster;

import dev.ringdown.Invitation;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Pairs of users who call each other, one call after the other, whatever the nodes do. */
final class Traffic {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<Integer>> pairs = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final CountDownLatch notYetTalking;
  private volatile boolean ending;

  /**
   * @param calls made and ended, each accepted
   * @param problems what went wrong
   */
  record Outcome(int calls, List<String> problems) {}

  /** Returns when each pair has called once: a cluster that has just begun is slow to answer. */
  static Traffic begin(Cluster cluster, int pairs) {
    Traffic traffic = new Traffic(pairs);
    for (int i = 0; i < pairs; i++) {
      Person caller = new Person("talk-caller" + i, cluster, i);
      Person callee = new Person("talk-callee" + i, cluster, i + 1);
      traffic.pairs.add(traffic.threads.submit(() -> traffic.talk(caller, callee)));
    }
    Wait.until("first call of each pair", () -> traffic.notYetTalking.getCount() == 0);
    return traffic;
  }

  private Traffic(int pairs) {
    notYetTalking = new CountDownLatch(pairs);
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
      if (!isGood(caller.name() + "." + calls, caller, callee)) {
        notYetTalking.countDown();
        return calls;
      }
      if (calls == 0) {
        caller.forgetsWhatHeAskedInVain();
        callee.forgetsWhatHeAskedInVain();
        notYetTalking.countDown();
      }
      calls++;
    }
    expects(caller, "an answer, always", caller.wasAnswered());
    expects(callee, "an answer, always", callee.wasAnswered());
    return calls;
  }

  private boolean isGood(String id, Person caller, Person callee) {
    return expects(id, caller, new Operation.Invite(to(callee, id)), Result.Invited.class)
        && expects(callee, id + " rings", callee.awaits(event -> rings(event, id)))
        && expects(id, callee, new Operation.Accept(id, ""), Result.Joined.class)
        && expects(caller, id + " is accepted", caller.awaits(event -> isAccepted(event, id)))
        && expects(id, caller, new Operation.End(id), Result.Done.class)
        && expects(callee, id + " ends", isOver(callee, id));
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

  /** Who comes when it is over hears nothing of it, and is shown that he is not in it. */
  private static boolean isOver(Person person, String callId) {
    return person.awaitsStory(
        heard ->
            heard.stream().anyMatch(event -> isEnded(event, callId))
                || heard.stream().allMatch(event -> isOfAnother(event, callId)));
  }

  private static boolean isEnded(SessionEvent event, String callId) {
    return event instanceof SessionEvent.CallEnded e && e.callId().equals(callId);
  }

  private static boolean isOfAnother(SessionEvent event, String callId) {
    return event instanceof SessionEvent.Connected connected
        ? !shows(connected, callId)
        : !(event instanceof SessionEvent.OfCall e && e.callId().equals(callId));
  }

  private static boolean shows(SessionEvent.Connected connected, String callId) {
    return connected.calls().stream().anyMatch(call -> call.callId().equals(callId));
  }

  private boolean expects(
      String callId, Person person, Operation operation, Class<? extends Result> type) {
    String request = callId + " " + operation.getClass().getSimpleName();
    Result result = person.does(request, operation);
    return expects(person, request + " gives " + result, type.isInstance(result));
  }

  private boolean expects(Person person, String what, boolean isTrue) {
    if (!isTrue) {
      synchronized (problems) {
        problems.add("%s: expected: %s; %s".formatted(Instant.now(), what, person.story()));
      }
    }
    return isTrue;
  }
}
