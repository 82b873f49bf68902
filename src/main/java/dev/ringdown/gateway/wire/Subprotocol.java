package dev.ringdown.gateway.wire;

import java.util.Optional;

/** How frames are written: the WebSocket's subprotocol. */
public enum Subprotocol {
  /** One Protobuf message in each binary message. */
  PROTO("ringdown.v1.proto"),
  /** Protobuf's JSON mapping, one object in each text message. */
  JSON("ringdown.v1.json");

  /** Of the protocol; what {@code Hello.version} has to be. */
  public static final int VERSION = 1;

  private final String word;

  Subprotocol(String word) {
    this.word = word;
  }

  /** As it is named in the WebSocket's handshake. */
  public String word() {
    return word;
  }

  /** The first that a client asked for and that is known. */
  public static Optional<Subprotocol> chosenFrom(Iterable<String> asked) {
    for (String word : asked) {
      for (Subprotocol known : values()) {
        if (known.word.equals(word)) {
          return Optional.of(known);
        }
      }
    }
    return Optional.empty();
  }
}
