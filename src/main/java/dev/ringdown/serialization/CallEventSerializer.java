package dev.ringdown.serialization;

import akka.actor.ExtendedActorSystem;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.ringdown.call.CallEvent;
import dev.ringdown.serialization.proto.CallEventProto;
import java.util.List;
import java.util.function.Function;

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
 *   <tr><td>K</td><td>Kicked</td></tr>
 *   <tr><td>E</td><td>Ended, no missed calls owed: nothing is left to do</td></tr>
 *   <tr><td>EM</td><td>Ended, missed calls still owed: an S will follow</td></tr>
 *   <tr><td>S</td><td>Settled: nothing is left to do</td></tr>
 * </table>
 *
 * <p>So a call is over if it has an E or an EM, and done with if it has an E or an S.
 */
public final class CallEventSerializer extends ProtobufSerializer {
  /** Of the event that ends a call and owes no missed calls. */
  public static final String ENDED = "E";

  /** Of the event that ends a call whose missed calls are still to be recorded. */
  public static final String ENDED_OWING = "EM";

  /** Of the event that says that no missed call is owed any more. */
  public static final String SETTLED = "S";

  /** For Akka, which finds the class and its identifier in {@code reference.conf}. */
  public CallEventSerializer(ExtendedActorSystem system) {
    super(
        system,
        "a call's event",
        List.of(
            form(
                "C",
                CallEvent.Created.class,
                CallEventMapper::toProto,
                CallEventProto.Created.parser(),
                CallEventMapper::fromProto),
            form(
                "I",
                CallEvent.InviteesAdded.class,
                CallEventMapper::toProto,
                CallEventProto.InviteesAdded.parser(),
                CallEventMapper::fromProto),
            form(
                "A",
                CallEvent.Accepted.class,
                CallEventMapper::toProto,
                CallEventProto.Accepted.parser(),
                CallEventMapper::fromProto),
            form(
                "D",
                CallEvent.Declined.class,
                CallEventMapper::toProto,
                CallEventProto.Declined.parser(),
                CallEventMapper::fromProto),
            form(
                "B",
                CallEvent.AnsweredBusy.class,
                CallEventMapper::toProto,
                CallEventProto.AnsweredBusy.parser(),
                CallEventMapper::fromProto),
            form(
                "T",
                CallEvent.TurnedAway.class,
                CallEventMapper::toProto,
                CallEventProto.TurnedAway.parser(),
                CallEventMapper::fromProto),
            form(
                "O",
                CallEvent.TimedOut.class,
                CallEventMapper::toProto,
                CallEventProto.TimedOut.parser(),
                CallEventMapper::fromProto),
            form(
                "X",
                CallEvent.Cancelled.class,
                CallEventMapper::toProto,
                CallEventProto.Cancelled.parser(),
                CallEventMapper::fromProto),
            form(
                "J",
                CallEvent.Joined.class,
                CallEventMapper::toProto,
                CallEventProto.Joined.parser(),
                CallEventMapper::fromProto),
            form(
                "Q",
                CallEvent.Quit.class,
                CallEventMapper::toProto,
                CallEventProto.Quit.parser(),
                CallEventMapper::fromProto),
            form(
                "K",
                CallEvent.Kicked.class,
                CallEventMapper::toProto,
                CallEventProto.Kicked.parser(),
                CallEventMapper::fromProto),
            form(
                ENDED,
                CallEvent.Ended.class,
                CallEventMapper::toProto,
                CallEventProto.Ended.parser(),
                CallEventMapper::fromProto),
            form(
                ENDED_OWING,
                CallEvent.Ended.class,
                CallEventMapper::toProto,
                CallEventProto.Ended.parser(),
                CallEventMapper::fromProto),
            form(
                SETTLED,
                CallEvent.Settled.class,
                CallEventMapper::toProto,
                CallEventProto.Settled.parser(),
                CallEventMapper::fromProto)));
  }

  /**
   * @throws IllegalArgumentException if it is not an event of a call
   */
  @Override
  public String manifest(Object event) {
    return event instanceof CallEvent.Ended ended && ended.owesMissedCalls()
        ? ENDED_OWING
        : super.manifest(event);
  }

  /** An event that does not say when it happened is refused. */
  private static <E extends CallEvent, M extends Message> Form<E, M> form(
      String manifest,
      Class<E> type,
      Function<E, M> toProto,
      Parser<M> parser,
      Function<M, E> fromProto) {
    return new Form<>(
        manifest,
        type,
        toProto,
        parser,
        message -> {
          if (!message.hasField(message.getDescriptorForType().findFieldByName("at"))) {
            throw new IllegalArgumentException("at: missing (expected: when it happened)");
          }
          return fromProto.apply(message);
        });
  }
}
