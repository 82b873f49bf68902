package dev.ringdown.gateway.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** ZEGOCLOUD's own call kit rings through a gateway: its documented callbacks, on both sides. */
@Tag("browser")
@ExtendWith({Chromium.class, Kit.class})
class KitTest {
  @RegisterExtension private static final WebPhones PHONES = new WebPhones();

  /** A page with the kit, and what its gateway said. */
  private record KitPage(Page page, Network network, List<String> told) {
    void calls(String callee, int seconds) {
      page.getByLabel("Whom to call").fill(callee);
      page.getByLabel("Ring for").fill(Integer.toString(seconds));
      page.locator("#call button").click();
    }

    void rings() {
      assertThat(page.getByText("Incoming call...")).isVisible();
    }

    void presses(String text) {
      page.getByText(text, new Page.GetByTextOptions().setExact(true)).click();
    }

    void heard(String... lines) {
      assertThat(page.locator("#callbacks li")).hasText(lines);
    }

    void isInTheRoom(String user) {
      assertThat(page.getByText(user + " (You)")).isVisible();
    }

    void wasTold(String event) {
      assertThat(told).contains(event);
    }
  }

  private static KitPage page(String user) {
    Page page = PHONES.pageOfOthers();
    List<String> told = new ArrayList<>();
    Network network = Network.of(page);
    page.onConsoleMessage(message -> told.add(message.text()));
    page.route("**/kit/**", KitTest::serve);
    page.navigate("/kit/index.html?user=" + user);
    assertThat(page.locator("#callbacks")).containsText("ready " + user);
    return new KitPage(page, network, told);
  }

  private static void serve(Route route) {
    String path = route.request().url().replaceFirst("^.*?/kit/", "").replaceFirst("\\?.*", "");
    Path file =
        path.startsWith("node_modules/")
            ? Kit.modules().resolve(path.substring("node_modules/".length()))
            : Path.of("examples", "zim-kit").resolve(path);
    route.fulfill(new Route.FulfillOptions().setPath(file));
  }

  @Test
  void shouldAcceptAndThenBeBusy() {
    KitPage alice = page("alice");
    KitPage bob = page("bob");
    alice.calls("bob", 60);
    bob.rings();
    bob.presses("Accept");
    alice.isInTheRoom("alice");
    bob.isInTheRoom("bob");
    alice.heard("ready alice", "onOutgoingCallAccepted bob");
    bob.heard("ready bob", "onIncomingCallReceived alice");

    KitPage carol = page("carol");
    carol.calls("bob", 60);
    carol.heard("ready carol", "onOutgoingCallRejected bob", "onCallInvitationEnded Busy");
    bob.heard("ready bob", "onIncomingCallReceived alice");
  }

  @Test
  void shouldDecline() {
    KitPage alice = page("alice");
    KitPage bob = page("bob");
    alice.calls("bob", 60);
    bob.rings();
    bob.presses("Decline");
    alice.heard("ready alice", "onOutgoingCallDeclined bob", "onCallInvitationEnded Declined");
    bob.heard("ready bob", "onIncomingCallReceived alice", "onCallInvitationEnded Declined");
  }

  @Test
  void shouldTimeOutAndCallBack() {
    KitPage alice = page("alice");
    KitPage bob = page("bob");
    alice.calls("bob", 2);
    bob.heard(
        "ready bob",
        "onIncomingCallReceived alice",
        "onIncomingCallTimeout alice",
        "onCallInvitationEnded Timeout");
    alice.heard("ready alice", "onOutgoingCallTimeout bob", "onCallInvitationEnded Timeout");
    // The kit has timers of its own for a server that says nothing.
    bob.wasTold("told onIncomingCallTimeout");
    alice.wasTold("told onOutgoingCallTimeout");

    bob.calls("alice", 60);
    alice.rings();
    alice.presses("Accept");
    bob.isInTheRoom("bob");
  }

  @Test
  void shouldCancelThoughTheCalleesSocketWasLost() {
    KitPage alice = page("alice");
    KitPage bob = page("bob");
    alice.calls("bob", 60);
    bob.rings();
    bob.network().cut();
    alice.presses("Cancel");
    alice.heard("ready alice", "onCallInvitationEnded Canceled");
    bob.network().mend();
    bob.heard(
        "ready bob",
        "onIncomingCallReceived alice",
        "onIncomingCallCanceled alice",
        "onCallInvitationEnded Canceled");
  }
}
