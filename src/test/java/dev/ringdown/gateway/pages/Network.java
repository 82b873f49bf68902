package dev.ringdown.gateway.pages;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What lies between a page and the gateway, and can be cut. */
final class Network {
  private static final Pattern GATEWAY = Pattern.compile("127\\.0\\.0\\.1:\\d+/ws$");

  private final List<WebSocketRoute> ends = new ArrayList<>();
  private boolean isCut;

  private Network() {}

  /** To be there before the page is opened. */
  static Network of(Page page) {
    Network network = new Network();
    page.routeWebSocket(GATEWAY, network::connect);
    return network;
  }

  private void connect(WebSocketRoute socket) {
    if (isCut) {
      socket.close();
    } else {
      ends.add(socket);
      ends.add(socket.connectToServer());
    }
  }

  /** Every socket is lost, and no new one comes about. */
  void cut() {
    isCut = true;
    ends.forEach(WebSocketRoute::close);
    ends.clear();
  }

  void mend() {
    isCut = false;
  }
}
