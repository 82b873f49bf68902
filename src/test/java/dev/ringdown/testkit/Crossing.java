package dev.ringdown.testkit;

/** A message between two actors which may live on different nodes. */
public final class Crossing {
  private final Link link;
  private final Actor from;
  private final Actor receiver;
  private final String to;
  private final Object message;

  /**
   * @param to the name of who is to get it, which the receiver only hands it on to
   */
  Crossing(Link link, Actor from, Actor receiver, String to, Object message) {
    this.link = link;
    this.from = from;
    this.receiver = receiver;
    this.to = to;
    this.message = message;
  }

  public Link link() {
    return link;
  }

  /** Who sends: a call's id, a user's id, or a device such as {@code bob/phone}. */
  public String from() {
    return from.name();
  }

  /** Who is to get it, likewise. */
  public String to() {
    return to;
  }

  /** Such as {@link dev.ringdown.session.SessionCommand.Deliver}. */
  public Object message() {
    return message;
  }

  /** The same for everything that one actor sends to another. */
  String pair() {
    return from.ref().path() + " " + receiver.ref().path() + " " + to;
  }

  @Override
  public String toString() {
    return "%s %s -> %s".formatted(message.getClass().getSimpleName(), name(from()), name(to));
  }

  private static String name(String known) {
    return known.isEmpty() ? "?" : known;
  }
}
