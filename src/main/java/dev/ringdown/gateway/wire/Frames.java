package dev.ringdown.gateway.wire;

import dev.ringdown.gateway.wire.proto.ClientFrame;
import dev.ringdown.gateway.wire.proto.Goodbye;
import dev.ringdown.gateway.wire.proto.Hello;
import dev.ringdown.gateway.wire.proto.Pong;
import dev.ringdown.gateway.wire.proto.ServerFrame;
import dev.ringdown.gateway.wire.proto.Welcome;
import java.time.Instant;
import java.util.Optional;

/** Frames of {@code client.proto} to the engine's words, and back. */
final class Frames {
  private Frames() {}

  static FromClient read(ClientFrame frame) {
    return switch (frame.getFrameCase()) {
      case HELLO -> hello(frame.getHello());
      case REQUEST -> Requests.read(frame.getRequest());
      case SEEN -> new FromClient.Seen(frame.getSeen().getNumber());
      case PING -> new FromClient.Ping();
      case RENEW -> new FromClient.Renew(frame.getRenew().getToken());
      case CLOSE -> new FromClient.Close();
      case FRAME_NOT_SET ->
          new FromClient.BadFrame("frame: missing (expected: one of those of client.proto)");
    };
  }

  private static FromClient.Hello hello(Hello hello) {
    return new FromClient.Hello(
        hello.getVersion(),
        hello.getToken(),
        hello.getDevice(),
        hello.getName(),
        hello.hasResume()
            ? Optional.of(
                new FromClient.Resume(
                    hello.getResume().getSessionId(), hello.getResume().getSeen()))
            : Optional.empty());
  }

  /**
   * @param now when it is sent
   */
  static ServerFrame write(ToClient frame, Instant now) {
    ServerFrame.Builder wire = ServerFrame.newBuilder();
    if (frame instanceof ToClient.Event event) {
      wire.setEvent(Events.event(event.number(), event.event(), now));
    } else if (frame instanceof ToClient.Reply reply) {
      wire.setReply(Results.reply(reply.id(), reply.result(), now));
    } else if (frame instanceof ToClient.Pong) {
      wire.setPong(Pong.getDefaultInstance());
    } else if (frame instanceof ToClient.Welcome welcome) {
      wire.setWelcome(welcome(welcome));
    } else if (frame instanceof ToClient.TokenExpires expires) {
      wire.getTokenExpiresBuilder().setAt(Words.time(expires.at()));
    } else {
      wire.setGoodbye(goodbye((ToClient.Goodbye) frame));
    }
    return wire.build();
  }

  private static Welcome welcome(ToClient.Welcome welcome) {
    return Welcome.newBuilder()
        .setVersion(Subprotocol.VERSION)
        .setSessionId(welcome.sessionId())
        .setResumed(welcome.resumed())
        .setUser(Words.user(welcome.user()))
        .setDevice(welcome.device())
        .setIdleTimeout(Words.duration(welcome.idleTimeout()))
        .setResumeWindow(Words.duration(welcome.resumeWindow()))
        .setTokenExpiresAt(Words.time(welcome.tokenExpiresAt()))
        .build();
  }

  private static Goodbye goodbye(ToClient.Goodbye goodbye) {
    Goodbye.Builder wire =
        Goodbye.newBuilder()
            .setReasonValue(Words.GOODBYE_REASONS.of(goodbye.reason()))
            .setMessage(goodbye.message())
            .setResumable(goodbye.resumable());
    goodbye.retryAfter().map(Words::duration).ifPresent(wire::setRetryAfter);
    return wire.build();
  }
}
