package dev.ringdown.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes speak TLS; one without a certificate of their authority is no node. */
@Timeout(180)
@Tag("cluster")
class TlsTest {
  @TempDir Path folder;

  @Test
  void shouldLetInOnlyWhoHasACertificateOfTheAuthority() throws Exception {
    Certificates certificates = new Certificates(Files.createDirectory(folder.resolve("keys")));
    Path trust = certificates.authority("nodes");
    Path strangers = certificates.authority("strangers");
    try (Cluster cluster = Cluster.of(folder).including("tls")) {
      with(cluster, certificates.node("node", "nodes"), trust).start(2);

      RemoteSession alice = cluster.node(0).connect("alice").expects("Connected");
      RemoteSession bob = cluster.node(1).connect("bob").expects("Connected");
      bob.accepts(alice.invites("bob"));
      alice.awaits("OutgoingCallAccepted(bob)");

      // It would trust them; they do not trust it.
      with(cluster, certificates.node("stranger", "strangers"), trust);
      shouldBeRefused(cluster, cluster.begin());
      // They would be trusted by nobody's standards: it trusts only its own.
      with(cluster, certificates.node("other", "nodes"), strangers);
      shouldBeRefused(cluster, cluster.begin());
      cluster.excluding("tls");
      Node plain = cluster.begin();
      plain.awaitLogged("Couldn't join seed nodes");
      cluster.node(0).awaitMembers(2);
      plain.kill();
    }
  }

  private static Cluster with(Cluster cluster, Path keys, Path trust) {
    String ssl = "akka.remote.artery.ssl.config-ssl-engine.";
    return cluster
        .with(ssl + "key-store", keys)
        .with(ssl + "key-store-password", Certificates.PASSWORD)
        .with(ssl + "trust-store", trust)
        .with(ssl + "trust-store-password", Certificates.PASSWORD);
  }

  private static void shouldBeRefused(Cluster cluster, Node stranger) {
    stranger.awaitLogged("SSLHandshakeException");
    stranger.awaitLogged("Couldn't join seed nodes");
    assertThat(cluster.node(0).log()).noneMatch(line -> line.contains("ERROR"));
    cluster.node(0).awaitMembers(2);
    cluster.node(1).awaitMembers(2);
    stranger.kill();
  }
}
