package dev.ringdown.serialization;

import dev.ringdown.call.CallCommand;
import dev.ringdown.call.CallRequest;
import dev.ringdown.call.Origin;
import dev.ringdown.serialization.proto.CallProto;
import java.util.Optional;

/** {@link CallCommand} to {@code call.proto} and back, exactly. */
record CallCommandMapper(ActorRefs refs) {
  static CallProto.CallCommand.Ask toProto(CallCommand.Ask ask) {
    return CallProto.CallCommand.Ask.newBuilder()
        .setBy(WordMapper.toProto(ask.by()))
        .setRequest(CallRequestMapper.toProto(ask.request(), Optional.of(ask.by())))
        .build();
  }

  static CallCommand.Ask fromProto(CallProto.CallCommand.Ask ask) {
    if (!ask.hasBy()) {
      throw new IllegalArgumentException("by: missing (expected: who asks)");
    }
    Origin by = WordMapper.fromProto(ask.getBy());
    return new CallCommand.Ask(by, CallRequestMapper.fromProto(ask.getRequest(), Optional.of(by)));
  }

  CallProto.CallCommand.Serve toProto(CallCommand.Serve serve) {
    return CallProto.CallCommand.Serve.newBuilder()
        .setRequest(CallRequestMapper.toProto(serve.request(), Optional.empty()))
        .setReplyTo(refs.toText(serve.replyTo()))
        .build();
  }

  CallCommand.Serve fromProto(CallProto.CallCommand.Serve serve) {
    return new CallCommand.Serve(
        fromBackend(CallRequestMapper.fromProto(serve.getRequest(), Optional.empty())),
        refs.fromText(serve.getReplyTo(), "reply_to"));
  }

  private static CallRequest.FromBackend fromBackend(CallRequest request) {
    if (request instanceof CallRequest.FromBackend asked) {
      return asked;
    }
    throw new IllegalArgumentException(
        "request: %s (expected: one of a back end)".formatted(request.getClass().getSimpleName()));
  }

  static CallProto.CallCommand.Tell toProto(CallCommand.Tell tell) {
    return CallProto.CallCommand.Tell.newBuilder()
        .setRequest(CallRequestMapper.toProto(tell.request(), Optional.empty()))
        .build();
  }

  static CallCommand.Tell fromProto(CallProto.CallCommand.Tell tell) {
    return new CallCommand.Tell(CallRequestMapper.fromProto(tell.getRequest(), Optional.empty()));
  }

  static CallProto.CallCommand.Heard toProto(CallCommand.Heard heard) {
    return CallProto.CallCommand.Heard.newBuilder()
        .setUserId(heard.userId())
        .setIncarnation(heard.incarnation())
        .setNumber(heard.number())
        .build();
  }

  static CallCommand.Heard fromProto(CallProto.CallCommand.Heard heard) {
    return new CallCommand.Heard(heard.getUserId(), heard.getIncarnation(), heard.getNumber());
  }

  static CallProto.CallCommand.TellMe toProto(CallCommand.TellMe tellMe) {
    return CallProto.CallCommand.TellMe.newBuilder().setUserId(tellMe.userId()).build();
  }

  static CallCommand.TellMe fromProto(CallProto.CallCommand.TellMe tellMe) {
    return new CallCommand.TellMe(tellMe.getUserId());
  }

  static CallProto.CallCommand.Rings toProto(CallCommand.Rings rings) {
    return CallProto.CallCommand.Rings.newBuilder()
        .setUserId(rings.userId())
        .setRing(rings.ring())
        .build();
  }

  static CallCommand.Rings fromProto(CallProto.CallCommand.Rings rings) {
    return new CallCommand.Rings(rings.getUserId(), rings.getRing());
  }

  static CallProto.CallCommand.Away toProto(CallCommand.Away away) {
    return CallProto.CallCommand.Away.newBuilder().setUserId(away.userId()).build();
  }

  static CallCommand.Away fromProto(CallProto.CallCommand.Away away) {
    return new CallCommand.Away(away.getUserId());
  }

  static CallProto.CallCommand.Back toProto(CallCommand.Back back) {
    return CallProto.CallCommand.Back.newBuilder().setUserId(back.userId()).build();
  }

  static CallCommand.Back fromProto(CallProto.CallCommand.Back back) {
    return new CallCommand.Back(back.getUserId());
  }

  static CallProto.CallCommand.Wake toProto(CallCommand.Wake wake) {
    return CallProto.CallCommand.Wake.newBuilder().setDue(WordMapper.toProto(wake.due())).build();
  }

  static CallCommand.Wake fromProto(CallProto.CallCommand.Wake wake) {
    return new CallCommand.Wake(WordMapper.fromProto(wake.getDue()));
  }

  static CallProto.CallCommand.Passivated toProto(CallCommand.Passivated passivated) {
    return CallProto.CallCommand.Passivated.getDefaultInstance();
  }

  static CallCommand.Passivated fromProto(CallProto.CallCommand.Passivated passivated) {
    return new CallCommand.Passivated();
  }
}
