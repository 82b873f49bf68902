package dev.ringdown.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.Ringdown;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The manifests fit the settings, and a node with those settings says how it is. */
class KubernetesTest {
  private static final Config CONF =
      ConfigFactory.parseResources("kubernetes.conf")
          .withFallback(ConfigFactory.defaultReferenceUnresolved())
          .resolve();

  @Test
  void shouldHaveManifestsThatFitTheSettings() throws IOException {
    Map<String, Map<String, Object>> manifests = manifests();
    assertThat(manifests.keySet())
        .containsExactlyInAnyOrder(
            "ServiceAccount",
            "Role",
            "RoleBinding",
            "Deployment",
            "PodDisruptionBudget",
            "NetworkPolicy");

    Object deployment = manifests.get("Deployment");
    Object pod = at(deployment, "spec", "template");
    Object container = at(pod, "spec", "containers", 0);
    String app =
        CONF.getString("akka.management.cluster.bootstrap.contact-point-discovery.service-name");
    int artery = CONF.getInt("akka.remote.artery.canonical.port");
    int management = CONF.getInt("akka.management.http.port");

    assertThat(at(pod, "metadata", "labels", "app")).isEqualTo(app);
    assertThat(at(deployment, "spec", "selector", "matchLabels", "app")).isEqualTo(app);
    assertThat(at(container, "ports", 0, "containerPort")).isEqualTo(artery);
    assertThat(at(container, "ports", 1, "containerPort")).isEqualTo(management);
    assertThat(at(container, "readinessProbe", "httpGet", "path"))
        .isEqualTo("/" + CONF.getString("akka.management.health-checks.readiness-path"));
    assertThat(at(container, "livenessProbe", "httpGet", "path"))
        .isEqualTo("/" + CONF.getString("akka.management.health-checks.liveness-path"));
    int replicas = (int) at(deployment, "spec", "replicas");
    int needed =
        CONF.getInt(
            "akka.management.cluster.bootstrap.contact-point-discovery.required-contact-point-nr");
    assertThat(needed * 2).isGreaterThan(replicas);
    assertThat(at(deployment, "spec", "strategy", "rollingUpdate", "maxUnavailable")).isEqualTo(0);
    assertThat((int) at(pod, "spec", "terminationGracePeriodSeconds")).isGreaterThan(30);
    assertThat(at(pod, "spec", "serviceAccountName"))
        .isEqualTo(at(manifests.get("RoleBinding"), "subjects", 0, "name"))
        .isEqualTo(at(manifests.get("ServiceAccount"), "metadata", "name"));
    assertThat(at(manifests.get("RoleBinding"), "roleRef", "name"))
        .isEqualTo(at(manifests.get("Role"), "metadata", "name"));
    assertThat(at(manifests.get("Role"), "rules", 0, "verbs"))
        .isEqualTo(List.of("get", "list", "watch"));
    assertThat(at(manifests.get("NetworkPolicy"), "spec", "ingress", 0, "ports", 0, "port"))
        .isEqualTo(artery);
    assertThat(names(at(container, "env")))
        .contains("RINGDOWN_HOST", "RINGDOWN_JOURNAL_URL", "RINGDOWN_CONTACT_POINTS")
        .allSatisfy(name -> assertThat(shippedConf()).contains("${?" + name + "}"));
  }

  private static Map<String, Map<String, Object>> manifests() throws IOException {
    Map<String, Map<String, Object>> byKind = new HashMap<>();
    String text = Files.readString(Path.of("docs/kubernetes/ringdown.yaml"));
    for (Object manifest : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text)) {
      @SuppressWarnings("unchecked")
      Map<String, Object> map = (Map<String, Object>) manifest;
      assertThat(map).containsKeys("apiVersion", "kind", "metadata");
      byKind.put((String) map.get("kind"), map);
    }
    return byKind;
  }

  /** What is there, by keys of maps and places in lists. */
  private static Object at(Object yaml, Object... path) {
    Object found = yaml;
    for (Object step : path) {
      found =
          step instanceof Integer index
              ? ((List<?>) found).get(index)
              : ((Map<?, ?>) found).get(step);
      assertThat(found).as("%s in %s", step, yaml).isNotNull();
    }
    return found;
  }

  private static List<String> names(Object env) {
    List<String> names = new ArrayList<>();
    ((List<?>) env).forEach(variable -> names.add((String) ((Map<?, ?>) variable).get("name")));
    return names;
  }

  private static String shippedConf() throws IOException {
    String all = "";
    for (String file : List.of("kubernetes", "cluster", "postgres")) {
      all += Files.readString(Path.of("conf/" + file + ".conf"));
    }
    return all;
  }

  /** Without Kubernetes: a list in the settings says who is there. */
  @Test
  @Timeout(60)
  void shouldBeReadyWhenItIsAMember() throws IOException, InterruptedException {
    int artery = Cluster.freePort();
    int management = Cluster.freePort();
    Config config =
        ConfigFactory.parseMap(
                Map.of(
                    "akka.remote.artery.canonical.port",
                    artery,
                    "akka.management.http.port",
                    management,
                    "akka.management.cluster.bootstrap.contact-point-discovery.discovery-method",
                    "config",
                    "akka.management.cluster.bootstrap.contact-point-discovery"
                        + ".required-contact-point-nr",
                    1,
                    "akka.discovery.config.services.ringdown.endpoints",
                    List.of(Map.of("host", "127.0.0.1", "port", management)),
                    "akka.coordinated-shutdown.exit-jvm",
                    "off",
                    "akka.persistence.journal.plugin",
                    "akka.persistence.journal.inmem",
                    "akka.persistence.snapshot-store.plugin",
                    "akka.persistence.no-snapshot-store"))
            .withFallback(ConfigFactory.parseResources("kubernetes.conf"))
            .withFallback(ConfigFactory.parseResources("start.conf"))
            .withFallback(ConfigFactory.defaultReferenceUnresolved())
            .resolve();
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "ringdown", config);
    try {
      Ringdown.get(system);
      Wait.until("a node that is ready", () -> status(management, "ready") == 200);
      assertThat(status(management, "alive")).isEqualTo(200);
      assertThat(delete(management, "/cluster/members/ringdown@127.0.0.1:" + artery))
          .isNotEqualTo(200);
    } finally {
      system.terminate();
      Wait.until("end", system.getWhenTerminated().toCompletableFuture());
    }
  }

  private static int status(int port, String path) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks a node to leave, which nobody may by this port. */
  private static int delete(int port, String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).DELETE().build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
