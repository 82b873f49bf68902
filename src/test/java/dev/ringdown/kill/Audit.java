package dev.ringdown.kill;

import dev.ringdown.CallSnapshot;
import dev.ringdown.CallUser;
import dev.ringdown.InvitationEvents;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedCalls;
import dev.ringdown.MissedReason;
import dev.ringdown.Ringdown;
import dev.ringdown.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks an engine, as its users can, what became of every call. */
final class Audit {
  private static final int AT_ONCE = 100;
  private static final int PAGE = 100;

  private final Ringdown ringdown;
  private final Map<String, List<Fact>> facts;

  Audit(Ringdown ringdown, List<Fact> facts) {
    this.ringdown = ringdown;
    this.facts = facts.stream().collect(Collectors.groupingBy(Fact::callId));
  }

  /**
   * @param callIds all there are
   */
  List<History> of(Set<String> callIds) {
    Map<String, List<String>> byPair = new TreeMap<>();
    callIds.forEach(
        id -> byPair.computeIfAbsent(Names.pair(id), pair -> new ArrayList<>()).add(id));
    List<History> all = new ArrayList<>();
    List<CompletableFuture<List<History>>> asked = new ArrayList<>();
    byPair.forEach(
        (pair, ids) -> {
          asked.add(ask(pair, ids));
          if (asked.size() == AT_ONCE) {
            asked.forEach(histories -> all.addAll(histories.join()));
            asked.clear();
          }
        });
    asked.forEach(histories -> all.addAll(histories.join()));
    return all;
  }

  private CompletableFuture<List<History>> ask(String pair, List<String> callIds) {
    Session caller = connect(Names.caller(pair));
    Session callee = connect(Names.callee(pair));
    CompletableFuture<MissedCalls> missed = callee.missedCalls(0, PAGE).toCompletableFuture();
    List<CompletableFuture<CallSnapshot>> calls =
        callIds.stream().map(id -> caller.call(id).toCompletableFuture()).toList();
    return CompletableFuture.allOf(
            Stream.concat(Stream.of(missed), calls.stream()).toArray(CompletableFuture[]::new))
        .thenApply(
            done -> {
              caller.close();
              callee.close();
              return histories(
                  calls.stream().map(CompletableFuture::join).toList(), missed.join().calls());
            });
  }

  private Session connect(String user) {
    return ringdown.connect(CallUser.of(user), "auditor", session -> new InvitationEvents() {});
  }

  private List<History> histories(List<CallSnapshot> calls, List<MissedCall> missed) {
    List<History> histories = calls.stream().map(call -> history(call, missed)).toList();
    if (histories.stream().mapToInt(h -> h.missed().size()).sum() != missed.size()) {
      throw new AssertionError("expected missed calls of known calls only, but: " + missed);
    }
    return histories;
  }

  private History history(CallSnapshot call, List<MissedCall> missed) {
    List<MissedReason> reasons =
        missed.stream()
            .filter(m -> m.callId().equals(call.callId()))
            .map(MissedCall::reason)
            .toList();
    return new History(call, reasons, facts.getOrDefault(call.callId(), List.of()));
  }
}
