package dev.ringdown.gateway.api;

import dev.ringdown.CallMember;
import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.CallStep;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MemberState;
import dev.ringdown.MissedReason;
import dev.ringdown.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What goes out in answers, in the words of the sockets' protocol. What is empty is left out. */
final class Views {
  private Views() {}

  record User(String id, String name) {
    static User of(CallUser user) {
      return new User(user.id(), user.name());
    }

    static List<User> of(List<CallUser> users) {
      return users.stream().map(User::of).toList();
    }
  }

  record Invited(String callId, String room, List<Refused> refused) {
    static Invited of(Result.Invited invited) {
      return new Invited(
          invited.callId(),
          invited.room(),
          invited.refused().entrySet().stream()
              .map(e -> new Refused(e.getKey(), e.getValue()))
              .toList());
    }
  }

  record Refused(String userId, ErrorCode code) {}

  record Cancelled(String callId, List<String> cancelled, List<String> notCancelled) {
    static Cancelled of(Result.Cancelled result) {
      return new Cancelled(result.callId(), result.cancelled(), result.notCancelled());
    }
  }

  record Call(
      String callId,
      String room,
      CallType callType,
      CallMode mode,
      GlarePolicy glarePolicy,
      User caller,
      String customData,
      Instant createdAt,
      Optional<Instant> answeredAt,
      Optional<Instant> endedAt,
      Optional<EndReason> endReason,
      List<Member> members,
      Instant asOf) {
    static Call of(CallSnapshot call) {
      return new Call(
          call.callId(),
          call.room(),
          call.callType(),
          call.mode(),
          call.glarePolicy(),
          User.of(call.caller()),
          call.customData(),
          call.createdAt(),
          call.answeredAt(),
          call.endedAt(),
          call.endReason(),
          call.members().stream().map(m -> Member.of(m, call)).toList(),
          call.asOf());
    }
  }

  record Member(
      User user,
      MemberState state,
      int ring,
      Optional<String> inviter,
      Optional<Instant> deadline,
      Optional<Duration> remaining,
      String customData) {
    static Member of(CallMember member, CallSnapshot call) {
      return new Member(
          User.of(member.user()),
          member.state(),
          member.ring(),
          member.inviter(),
          member.deadline(),
          member.deadline().map(deadline -> call.remaining(member.user().id())),
          member.customData());
    }
  }

  record Calls(List<Call> calls) {
    static Calls of(List<CallSnapshot> calls) {
      return new Calls(calls.stream().map(Call::of).toList());
    }
  }

  record Timeline(List<Step> steps) {
    static Timeline of(List<CallStep> steps) {
      return new Timeline(steps.stream().map(Step::of).toList());
    }
  }

  record Step(
      Instant at,
      CallStep.Kind kind,
      CallStep.Cause cause,
      Optional<User> by,
      Optional<String> device,
      Optional<String> session,
      List<String> users,
      Optional<EndReason> reason,
      Optional<String> otherCallId,
      String customData) {
    static Step of(CallStep step) {
      return new Step(
          step.at(),
          step.kind(),
          step.cause(),
          step.by().map(User::of),
          step.device(),
          step.session(),
          step.users(),
          step.reason(),
          step.otherCallId(),
          step.customData());
    }
  }

  record MissedCalls(List<MissedCall> calls, int unread, int total) {
    static MissedCalls of(dev.ringdown.MissedCalls missed) {
      return new MissedCalls(
          missed.calls().stream().map(MissedCall::of).toList(), missed.unread(), missed.total());
    }
  }

  record MissedCall(
      long number,
      String callId,
      int ring,
      String room,
      User caller,
      CallType callType,
      List<User> callees,
      String customData,
      Instant at,
      Duration rang,
      MissedReason reason) {
    static MissedCall of(dev.ringdown.MissedCall call) {
      return new MissedCall(
          call.number(),
          call.callId(),
          call.ring(),
          call.room(),
          User.of(call.caller()),
          call.callType(),
          User.of(call.callees()),
          call.customData(),
          call.at(),
          call.rang(),
          call.reason());
    }
  }
}
