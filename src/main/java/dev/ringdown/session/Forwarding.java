package dev.ringdown.session;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.Operation;
import dev.ringdown.call.Draft;
import dev.ringdown.call.RingRequest;
import dev.ringdown.spi.RingPermission.Verdict;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the user's actor is told for an operation: what an invitation left open is filled in, and
 * whom the permission hook refused is left out.
 */
public final class Forwarding {
  /**
   * Version 7, which begins with the time: calls of one time stand together in the journal's index,
   * and are removed together. The rest is random.
   */
  private static final NoArgGenerator CALL_IDS = Generators.timeBasedEpochRandomGenerator();

  private final String sessionId;
  private final SessionRules rules;

  Forwarding(String sessionId, SessionRules rules) {
    this.sessionId = sessionId;
    this.rules = rules;
  }

  UserCommand.FromSession command(Request request, Verdicts verdicts) {
    String requestId = request.id();
    Operation operation = request.step();
    if (operation instanceof Operation.Invite invite) {
      return new UserCommand.Invite(
          sessionId, requestId, draft(invite.invitation(), rules, verdicts));
    }
    if (operation instanceof Operation.InviteMore more) {
      return new UserCommand.InviteMore(
          sessionId,
          requestId,
          more.callId(),
          rings(more.callees(), more.timeout(), rules, verdicts));
    }
    if (operation instanceof Operation.DialBack dialBack) {
      return new UserCommand.FindMissedCall(sessionId, requestId, dialBack.callId());
    }
    return new UserCommand.Perform(sessionId, requestId, operation);
  }

  /** Whom the hook refused. */
  static Map<String, ErrorCode> refused(Operation operation, Verdicts verdicts) {
    List<Invitee> callees = List.of();
    if (operation instanceof Operation.Invite invite) {
      callees = invite.invitation().callees();
    } else if (operation instanceof Operation.InviteMore more) {
      callees = more.callees();
    }
    Map<String, ErrorCode> refused = new HashMap<>();
    for (int i = 0; i < callees.size(); i++) {
      if (verdicts.of(i) == Verdict.REFUSE) {
        refused.put(callees.get(i).user().id(), ErrorCode.NOT_PERMITTED);
      }
    }
    return refused;
  }

  /** An invitation that needs no permission, with every default filled in. */
  public static Draft draft(Invitation invitation, SessionRules rules) {
    return draft(invitation, rules, Verdicts.NONE);
  }

  private static Draft draft(Invitation invitation, SessionRules rules, Verdicts verdicts) {
    String callId = invitation.callId().orElseGet(() -> CALL_IDS.generate().toString());
    return new Draft(
        callId,
        invitation.room().orElse(callId),
        invitation.callType(),
        invitation.mode().orElse(rules.mode()),
        invitation.glarePolicy().orElse(rules.glarePolicy()),
        invitation.customData(),
        rings(invitation.callees(), invitation.timeout(), rules, verdicts));
  }

  private static List<RingRequest> rings(
      List<Invitee> callees, Optional<Duration> timeout, SessionRules rules, Verdicts verdicts) {
    List<RingRequest> rings = new ArrayList<>(callees.size());
    for (int i = 0; i < callees.size(); i++) {
      Invitee callee = callees.get(i);
      Verdict verdict = verdicts.of(i);
      if (verdict != Verdict.REFUSE) {
        Duration rung = callee.timeout().or(() -> timeout).orElse(rules.timeout());
        rings.add(new RingRequest(callee.user(), rung, verdict == Verdict.RING_OUT));
      }
    }
    return rings;
  }
}
