package dev.ringdown.serialization;

import akka.actor.ExtendedActorSystem;
import akka.serialization.BaseSerializer$;
import akka.serialization.SerializerWithStringManifest;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.ringdown.call.CallEvent;
import dev.ringdown.serialization.proto.CallEventProto;
import java.io.NotSerializableException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the events of calls for the journal, and reads them.
 *
 * <p>The manifest stands in a column of its own beside the event, so a query can tell where a call
 * stands without reading bytes. Manifests are stored: none is ever changed or used for another
 * event.
 *
 * <table>
 *   <caption>Manifests</caption>
 *   <tr><th>manifest</th><th>event</th></tr>
 *   <tr><td>C</td><td>Created</td></tr>
 *   <tr><td>I</td><td>InviteesAdded</td></tr>
 *   <tr><td>A</td><td>Accepted</td></tr>
 *   <tr><td>D</td><td>Declined</td></tr>
 *   <tr><td>B</td><td>AnsweredBusy</td></tr>
 *   <tr><td>T</td><td>TurnedAway</td></tr>
 *   <tr><td>O</td><td>TimedOut</td></tr>
 *   <tr><td>X</td><td>Cancelled</td></tr>
 *   <tr><td>J</td><td>Joined</td></tr>
 *   <tr><td>Q</td><td>Quit</td></tr>
 *   <tr><td>E</td><td>Ended, no missed calls owed: nothing is left to do</td></tr>
 *   <tr><td>EM</td><td>Ended, missed calls still owed: an S will follow</td></tr>
 *   <tr><td>S</td><td>Settled: nothing is left to do</td></tr>
 * </table>
 *
 * <p>So a call is over if it has an E or an EM, and done with if it has an E or an S.
 */
public final class CallEventSerializer extends SerializerWithStringManifest {
  /** Of the event that ends a call and owes no missed calls. */
  public static final String ENDED = "E";

  /** Of the event that ends a call whose missed calls are still to be recorded. */
  public static final String ENDED_OWING = "EM";

  /** Of the event that says that no missed call is owed any more. */
  public static final String SETTLED = "S";

  private static final Map<Class<?>, Form<?, ?>> FORMS =
      Stream.of(
              new Form<>(
                  "C",
                  CallEvent.Created.class,
                  CallEventMapper::toProto,
                  CallEventProto.Created.parser(),
                  CallEventMapper::fromProto),
              new Form<>(
                  "I",
                  CallEvent.InviteesAdded.class,
                  CallEventMapper::toProto,
                  CallEventProto.InviteesAdded.parser(),
                  CallEventMapper::fromProto),
              new Form<>(
                  "A",
                  CallEvent.Accepted.class,
                  CallEventMapper::toProto,
                  CallEventProto.Accepted.parser(),
                  CallEventMapper::fromProto),
              new Form<>(
                  "D",
                  CallEvent.Declined.class,
                  CallEventMapper::toProto,
                  CallEventProto.Declined.parser(),
                  CallEventMapper::fromProto),
              new Form<>(
                  "B",
                  CallEvent.AnsweredBusy.class,
                  CallEventMapper::toProto,
                  CallEventProto.AnsweredBusy.parser(),
                  CallEventMapper::fromProto),
              new Form<>(
                  "T",
                  CallEvent.TurnedAway.class,
                  CallEventMapper::toProto,
                  CallEventProto.TurnedAway.parser(),
                  CallEventMapper::fromProto),
              new Form<>(
                  "O",
                  CallEvent.TimedOut.class,
                  CallEventMapper::toProto,
                  CallEventProto.TimedOut.parser(),
                  CallEventMapper::fromProto),
              new Form<>(
                  "X",
                  CallEvent.Cancelled.class,
                  CallEventMapper::toProto,
                  CallEventProto.Cancelled.parser(),
                  CallEventMapper::fromProto),
              new Form<>(
                  "J",
                  CallEvent.Joined.class,
                  CallEventMapper::toProto,
                  CallEventProto.Joined.parser(),
                  CallEventMapper::fromProto),
              new Form<>(
                  "Q",
                  CallEvent.Quit.class,
                  CallEventMapper::toProto,
                  CallEventProto.Quit.parser(),
                  CallEventMapper::fromProto),
              new Form<>(
                  ENDED,
                  CallEvent.Ended.class,
                  CallEventMapper::toProto,
                  CallEventProto.Ended.parser(),
                  CallEventMapper::fromProto),
              new Form<>(
                  SETTLED,
                  CallEvent.Settled.class,
                  CallEventMapper::toProto,
                  CallEventProto.Settled.parser(),
                  CallEventMapper::fromProto))
          .collect(Collectors.toUnmodifiableMap(Form::type, Function.identity()));

  private static final Map<String, Form<?, ?>> BY_MANIFEST =
      FORMS.values().stream()
          .collect(Collectors.toUnmodifiableMap(Form::manifest, Function.identity()));

  private final int identifier;

  /** For Akka, which finds the class and its identifier in {@code reference.conf}. */
  public CallEventSerializer(ExtendedActorSystem system) {
    identifier = BaseSerializer$.MODULE$.identifierFromConfig(getClass(), system);
  }

  @Override
  public int identifier() {
    return identifier;
  }

  /**
   * @throws IllegalArgumentException if it is not an event of a call
   */
  @Override
  public String manifest(Object event) {
    return event instanceof CallEvent.Ended ended && ended.owesMissedCalls()
        ? ENDED_OWING
        : form(event).manifest();
  }

  /**
   * @throws IllegalArgumentException if it is not an event of a call
   */
  @Override
  public byte[] toBinary(Object event) {
    return form(event).write(event);
  }

  /**
   * @throws NotSerializableException if the manifest is unknown, or the bytes are not what it says
   *     or hold an enum value that this version does not know
   */
  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    Form<?, ?> form = BY_MANIFEST.get(manifest.equals(ENDED_OWING) ? ENDED : manifest);
    if (form == null) {
      throw new NotSerializableException(
          "manifest of a call's event: '%s' (expected: %s or one of %s; written by a newer version?)"
              .formatted(manifest, ENDED_OWING, BY_MANIFEST.keySet().stream().sorted().toList()));
    }
    try {
      return form.read(bytes);
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      NotSerializableException unreadable =
          new NotSerializableException(
              "a call's event %s with manifest '%s' cannot be read: %s"
                  .formatted(form.type().getSimpleName(), manifest, e.getMessage()));
      unreadable.initCause(e);
      throw unreadable;
    }
  }

  private static Form<?, ?> form(Object event) {
    Form<?, ?> form = FORMS.get(event.getClass());
    if (form == null) {
      throw new IllegalArgumentException(
          "%s (expected: an event of a call)".formatted(event.getClass().getName()));
    }
    return form;
  }

  /** How one event is stored. */
  private record Form<E extends CallEvent, M extends Message>(
      String manifest,
      Class<E> type,
      Function<E, M> toProto,
      Parser<M> parser,
      Function<M, E> fromProto) {

    byte[] write(Object event) {
      return toProto.apply(type.cast(event)).toByteArray();
    }

    E read(byte[] bytes) throws InvalidProtocolBufferException {
      M message = parser.parseFrom(bytes);
      if (!message.hasField(message.getDescriptorForType().findFieldByName("at"))) {
        throw new IllegalArgumentException("at: missing (expected: when it happened)");
      }
      return fromProto.apply(message);
    }
  }
}
