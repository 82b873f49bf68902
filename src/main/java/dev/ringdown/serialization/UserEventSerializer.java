package dev.ringdown.serialization;

import akka.actor.ExtendedActorSystem;
import akka.serialization.BaseSerializer$;
import akka.serialization.SerializerWithStringManifest;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.ringdown.serialization.proto.UserEventProto;
import dev.ringdown.user.UserEvent;
import dev.ringdown.user.UserState;
import java.io.NotSerializableException;

/**
 * Writes a user's events and snapshots for the journal, and reads them. Manifests are stored: none
 * is ever changed or used for anything else.
 */
public final class UserEventSerializer extends SerializerWithStringManifest {
  private static final String RECORDED = "M";
  private static final String SEEN = "V";
  private static final String STATE = "U";

  private final int identifier;

  /** For Akka, which finds the class and its identifier in {@code reference.conf}. */
  public UserEventSerializer(ExtendedActorSystem system) {
    identifier = BaseSerializer$.MODULE$.identifierFromConfig(getClass(), system);
  }

  @Override
  public int identifier() {
    return identifier;
  }

  /**
   * @throws IllegalArgumentException if it is neither an event nor the state of a user
   */
  @Override
  public String manifest(Object object) {
    if (object instanceof UserEvent.MissedCallRecorded) {
      return RECORDED;
    }
    if (object instanceof UserEvent.MissedCallsSeen) {
      return SEEN;
    }
    if (object instanceof UserState) {
      return STATE;
    }
    throw unknown(object);
  }

  /**
   * @throws IllegalArgumentException if it is neither an event nor the state of a user
   */
  @Override
  public byte[] toBinary(Object object) {
    if (object instanceof UserEvent.MissedCallRecorded recorded) {
      return UserEventMapper.toProto(recorded).toByteArray();
    }
    if (object instanceof UserEvent.MissedCallsSeen seen) {
      return UserEventMapper.toProto(seen).toByteArray();
    }
    if (object instanceof UserState state) {
      return UserEventMapper.toProto(state).toByteArray();
    }
    throw unknown(object);
  }

  private static IllegalArgumentException unknown(Object object) {
    return new IllegalArgumentException(
        "%s (expected: an event or the state of a user)".formatted(object.getClass().getName()));
  }

  /**
   * @throws NotSerializableException if the manifest is unknown, or the bytes are not what it says
   *     or hold an enum value that this version does not know
   */
  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    try {
      return switch (manifest) {
        case RECORDED ->
            UserEventMapper.fromProto(UserEventProto.MissedCallRecorded.parseFrom(bytes));
        case SEEN -> UserEventMapper.fromProto(UserEventProto.MissedCallsSeen.parseFrom(bytes));
        case STATE -> UserEventMapper.fromProto(UserEventProto.UserState.parseFrom(bytes));
        default ->
            throw new NotSerializableException(
                "manifest of a user's event: '%s' (expected: M, V or U; written by a newer version?)"
                    .formatted(manifest));
      };
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      NotSerializableException unreadable =
          new NotSerializableException(
              "a user's event with manifest '%s' cannot be read: %s"
                  .formatted(manifest, e.getMessage()));
      unreadable.initCause(e);
      throw unreadable;
    }
  }
}
