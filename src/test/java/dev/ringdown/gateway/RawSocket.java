package dev.ringdown.gateway;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client that keeps to no rule of the WebSocket protocol unless told to. */
final class RawSocket implements AutoCloseable {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;

  private static final int CLOSE = 8;
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final OutputStream out;
  private final String status;

  /**
   * @param receiveBuffer in bytes; 0 for the system's choice
   */
  RawSocket(InetSocketAddress address, String subprotocol, int receiveBuffer) throws IOException {
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(address);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    String request =
        "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Protocol: "
            + subprotocol
            + "\r\n\r\n";
    out.write(request.getBytes(StandardCharsets.US_ASCII));
    status = line();
    String header = line();
    while (!header.isEmpty()) {
      header = line();
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.readUnsignedByte(); b != '\n'; b = in.readUnsignedByte()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.US_ASCII);
  }

  /** What the gateway answered to the upgrade. */
  String status() {
    return status;
  }

  void text(String text) throws IOException {
    frame(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
  }

  void binary(byte[] bytes) throws IOException {
    frame(BINARY, true, bytes);
  }

  void frame(int opcode, boolean last, byte[] payload) throws IOException {
    out.write(head(opcode, last, payload.length));
    // The mask is zero, which leaves the payload as it is.
    out.write(payload);
  }

  /** The head of a frame that says that so many bytes follow. */
  static byte[] head(int opcode, boolean last, long length) {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.write((last ? 0x80 : 0) | opcode);
    if (length < 126) {
      head.write(0x80 | (int) length);
    } else if (length < 1 << 16) {
      head.write(0x80 | 126);
      head.write((int) (length >> 8));
      head.write((int) length);
    } else {
      head.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        head.write((int) (length >> shift));
      }
    }
    head.writeBytes(new byte[4]);
    return head.toByteArray();
  }

  void bytes(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  /** Each message as text, until the gateway closes the socket. */
  List<String> readToTheEnd() throws IOException {
    List<String> all = new ArrayList<>();
    try {
      while (true) {
        String message = read();
        if (message == null) {
          return all;
        }
        all.add(message);
      }
    } catch (EOFException | SocketException closed) {
      return all;
    }
  }

  /** The next message as text; null for a close frame. */
  String read() throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    while (true) {
      int first = in.readUnsignedByte();
      long length = in.readUnsignedByte() & 0x7F;
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = in.readLong();
      }
      byte[] payload = new byte[(int) length];
      in.readFully(payload);
      if ((first & 0x0F) == CLOSE) {
        return null;
      }
      message.writeBytes(payload);
      if ((first & 0x80) != 0) {
        return message.toString(StandardCharsets.UTF_8);
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
