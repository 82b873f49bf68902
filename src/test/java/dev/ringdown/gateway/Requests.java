package dev.ringdown.gateway;

import dev.ringdown.gateway.wire.proto.CallType;
import dev.ringdown.gateway.wire.proto.Request;

/** Requests that many tests make. */
public final class Requests {
  private Requests() {}

  public static Request.Builder invite(String... users) {
    Request.Builder request = Request.newBuilder();
    request.getInviteBuilder().setCallType(CallType.Enum.VIDEO).setCustomData("data");
    for (String user : users) {
      request.getInviteBuilder().addCalleesBuilder().getUserBuilder().setId(user);
    }
    return request;
  }

  public static Request.Builder accept(String callId) {
    Request.Builder request = Request.newBuilder();
    request.getAcceptBuilder().setCallId(callId);
    return request;
  }

  public static Request.Builder decline(String callId) {
    Request.Builder request = Request.newBuilder();
    request.getDeclineBuilder().setCallId(callId);
    return request;
  }

  public static Request.Builder cancel(String callId) {
    Request.Builder request = Request.newBuilder();
    request.getCancelBuilder().setCallId(callId);
    return request;
  }

  public static Request.Builder end(String callId) {
    Request.Builder request = Request.newBuilder();
    request.getEndBuilder().setCallId(callId);
    return request;
  }

  public static Request.Builder getCall(String callId) {
    Request.Builder request = Request.newBuilder();
    request.getGetCallBuilder().setCallId(callId);
    return request;
  }

  public static Request.Builder activeCalls() {
    Request.Builder request = Request.newBuilder();
    request.getActiveCallsBuilder();
    return request;
  }
}
