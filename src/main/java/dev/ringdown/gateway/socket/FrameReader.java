package dev.ringdown.gateway.socket;

import akka.http.javadsl.model.ws.BinaryMessage;
import akka.http.javadsl.model.ws.Message;
import akka.http.javadsl.model.ws.TextMessage;
import akka.stream.Materializer;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import dev.ringdown.gateway.wire.BinaryFrames;
import dev.ringdown.gateway.wire.FromClient;
import dev.ringdown.gateway.wire.JsonFrames;
import dev.ringdown.gateway.wire.Subprotocol;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** WebSocket messages to frames, up to a size. */
final class FrameReader {
  private final Subprotocol subprotocol;
  private final int limit;
  private final Materializer materializer;

  FrameReader(Subprotocol subprotocol, int limit, Materializer materializer) {
    this.subprotocol = subprotocol;
    this.limit = limit;
    this.materializer = materializer;
  }

  /** Never fails: what cannot be read is a {@link FromClient.BadFrame}. */
  CompletionStage<FromClient> read(Message message) {
    if (message.isText() != (subprotocol == Subprotocol.JSON)) {
      return bad(message);
    }
    return message.isText() ? text(message.asTextMessage()) : binary(message.asBinaryMessage());
  }

  private CompletionStage<FromClient> bad(Message message) {
    Source<?, ?> parts =
        message.isText()
            ? message.asTextMessage().getStreamedText()
            : message.asBinaryMessage().getStreamedData();
    parts.runWith(Sink.cancelled(), materializer);
    return CompletableFuture.completedFuture(
        new FromClient.BadFrame(
            "message: %s (expected: %s, as in the subprotocol %s)"
                .formatted(
                    message.isText() ? "text" : "binary",
                    message.isText() ? "binary" : "text",
                    subprotocol.word())));
  }

  private CompletionStage<FromClient> text(TextMessage message) {
    if (message.isStrict()) {
      return CompletableFuture.completedFuture(read(message.getStrictText()));
    }
    return message
        .getStreamedText()
        .limitWeighted(limit, part -> (long) part.length())
        .runFold(new StringBuilder(), StringBuilder::append, materializer)
        .handle((all, failure) -> failure == null ? read(all.toString()) : tooLarge());
  }

  private CompletionStage<FromClient> binary(BinaryMessage message) {
    if (message.isStrict()) {
      return CompletableFuture.completedFuture(read(message.getStrictData()));
    }
    return message
        .getStreamedData()
        .limitWeighted(limit, part -> (long) part.size())
        .runFold(ByteString.emptyByteString(), ByteString::concat, materializer)
        .handle((all, failure) -> failure == null ? read(all) : tooLarge());
  }

  private FromClient read(String text) {
    return text.length() > limit ? tooLarge() : JsonFrames.read(text);
  }

  private FromClient read(ByteString bytes) {
    return bytes.size() > limit ? tooLarge() : BinaryFrames.read(bytes.asByteBuffer());
  }

  private FromClient tooLarge() {
    return new FromClient.BadFrame("frame: too large (expected: at most " + limit + " bytes)");
  }
}
