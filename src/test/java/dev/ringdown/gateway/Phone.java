package dev.ringdown.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.ringdown.gateway.wire.Subprotocol;
import dev.ringdown.gateway.wire.proto.ClientFrame;
import dev.ringdown.gateway.wire.proto.Event;
import dev.ringdown.gateway.wire.proto.Goodbye;
import dev.ringdown.gateway.wire.proto.Hello;
import dev.ringdown.gateway.wire.proto.Reply;
import dev.ringdown.gateway.wire.proto.Request;
import dev.ringdown.gateway.wire.proto.ServerFrame;
import dev.ringdown.gateway.wire.proto.Welcome;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/** A device at the other end of a real socket. Not for use by several threads. */
public final class Phone {
  private static final int PATIENCE_SECONDS = 30;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Subprotocol subprotocol;
  private final BlockingQueue<ServerFrame> arrived = new LinkedBlockingQueue<>();

  /** What came while something else was awaited. */
  private final Deque<ServerFrame> passedOver = new ArrayDeque<>();

  private final Set<Event.EventCase> heard =
      Collections.synchronizedSet(EnumSet.noneOf(Event.EventCase.class));

  private WebSocket socket;
  private int requests;

  private Phone(Subprotocol subprotocol) {
    this.subprotocol = subprotocol;
  }

  public static Phone open(URI uri, Subprotocol subprotocol) {
    return open(uri, subprotocol, CLIENT.newWebSocketBuilder());
  }

  /** With a token in its request. */
  static Phone open(URI uri, Subprotocol subprotocol, String bearer) {
    return open(
        uri, subprotocol, CLIENT.newWebSocketBuilder().header("Authorization", "Bearer " + bearer));
  }

  static Phone open(URI uri, Subprotocol subprotocol, SSLContext trusted) {
    HttpClient client = HttpClient.newBuilder().sslContext(trusted).build();
    return open(uri, subprotocol, client.newWebSocketBuilder());
  }

  private static Phone open(URI uri, Subprotocol subprotocol, WebSocket.Builder builder) {
    Phone phone = new Phone(subprotocol);
    phone.socket =
        builder
            .subprotocols(subprotocol.word())
            .buildAsync(uri, phone.new Ear())
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .join();
    return phone;
  }

  private final class Ear implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        ServerFrame.Builder frame = ServerFrame.newBuilder();
        try {
          JsonFormat.parser().merge(text.toString(), frame);
        } catch (InvalidProtocolBufferException e) {
          throw new AssertionError(text.toString(), e);
        }
        text.setLength(0);
        take(frame.build());
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
      byte[] some = new byte[part.remaining()];
      part.get(some);
      bytes.writeBytes(some);
      if (last) {
        try {
          take(ServerFrame.parseFrom(bytes.toByteArray()));
        } catch (InvalidProtocolBufferException e) {
          throw new AssertionError(e);
        }
        bytes.reset();
      }
      from.request(1);
      return null;
    }
  }

  private void take(ServerFrame frame) {
    if (frame.hasEvent()) {
      heard.add(frame.getEvent().getEventCase());
    }
    arrived.add(frame);
  }

  // ---- Out

  public void send(ClientFrame frame) {
    if (subprotocol == Subprotocol.PROTO) {
      sendBytes(frame.toByteArray());
      return;
    }
    try {
      sendText(JsonFormat.printer().print(frame));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  public void sendText(String text) {
    socket.sendText(text, true).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  public void sendBytes(byte[] bytes) {
    socket
        .sendBinary(ByteBuffer.wrap(bytes), true)
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  public static Hello.Builder greeting(String token, String device) {
    return Hello.newBuilder().setVersion(1).setToken(token).setDevice(device);
  }

  public Welcome hello(String token, String device) {
    return hello(greeting(token, device));
  }

  public Welcome hello(Hello.Builder hello) {
    send(ClientFrame.newBuilder().setHello(hello).build());
    return await(ServerFrame::hasWelcome).getWelcome();
  }

  /** Asks under an id of its own, and awaits the answer. */
  public Reply ask(Request.Builder request) {
    return ask("request-" + ++requests, request);
  }

  public Reply ask(String id, Request.Builder request) {
    send(ClientFrame.newBuilder().setRequest(request.setId(id)).build());
    return await(frame -> frame.hasReply() && frame.getReply().getId().equals(id)).getReply();
  }

  public void seen(long number) {
    ClientFrame.Builder frame = ClientFrame.newBuilder();
    frame.getSeenBuilder().setNumber(number);
    send(frame.build());
  }

  /** As a phone that loses its network: nothing more is said. */
  public void abort() {
    socket.abort();
  }

  // ---- In

  /** The next frame of all. */
  public ServerFrame next() {
    return await(frame -> true);
  }

  /** The next event. */
  public Event event() {
    return await(ServerFrame::hasEvent).getEvent();
  }

  /** The next event of this kind; others before it are passed over for good. */
  public Event event(Event.EventCase kind) {
    Event event = event();
    while (event.getEventCase() != kind) {
      event = event();
    }
    return event;
  }

  /** The kinds of events that came so far. */
  public Set<Event.EventCase> heard() {
    return Set.copyOf(heard);
  }

  public Goodbye goodbye() {
    return await(ServerFrame::hasGoodbye).getGoodbye();
  }

  /** The first that is so; others stay for who asks for them. */
  public ServerFrame await(Predicate<ServerFrame> wanted) {
    for (ServerFrame frame : passedOver) {
      if (wanted.test(frame)) {
        passedOver.remove(frame);
        return frame;
      }
    }
    try {
      while (true) {
        ServerFrame frame = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (frame == null) {
          throw new AssertionError("expected another frame, but only these came: " + passedOver);
        }
        if (wanted.test(frame)) {
          return frame;
        }
        passedOver.add(frame);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
