package dev.ringdown.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The interface's own description, by which every answer is measured. */
final class Description {
  private static final JsonMapper JSON = new JsonMapper();

  private final JsonNode document;
  private final Set<String> seen = new TreeSet<>();

  Description(String json) {
    document = JSON.readTree(json);
  }

  JsonNode document() {
    return document;
  }

  /** Each operation, as {@code GET /v1/calls/{callId}}, with its statuses. */
  Map<String, Set<String>> operations() {
    Map<String, Set<String>> operations = new TreeMap<>();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        operations.put(
            method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
            new TreeSet<>(method.getValue().get("responses").propertyNames()));
      }
    }
    return operations;
  }

  Set<String> schemas() {
    return new TreeSet<>(document.at("/components/schemas").propertyNames());
  }

  /** The operations and statuses that were checked, as {@code GET /v1/calls/{callId} 404}. */
  Set<String> seen() {
    return seen;
  }

  /** What is sent is what the description takes. */
  void checkRequest(String method, String path, String body) {
    JsonNode schema = operation(method, path).at("/requestBody/content/application~1json/schema");
    assertThat(schema.isMissingNode()).as("%s %s takes a body", method, path).isFalse();
    assertValid(schema, body);
  }

  /** What was answered is what the description says. */
  void checkAnswer(String method, String path, int status, String type, String body) {
    String operation = operationOf(method, path);
    JsonNode response = operation(method, path).at("/responses/" + status);
    assertThat(response.isMissingNode()).as("%s describes status %d", operation, status).isFalse();
    seen.add(operation + " " + status);
    response = resolved(response);
    if (!response.has("content")) {
      assertThat(body).as("%s %d has no body", operation, status).isEmpty();
      return;
    }
    JsonNode content = response.get("content").get(type);
    assertThat(content).as("%s %d describes %s", operation, status, type).isNotNull();
    assertValid(content.get("schema"), body);
  }

  private JsonNode operation(String method, String path) {
    String[] operation = operationOf(method, path).split(" ");
    return document.get("paths").get(operation[1]).get(method.toLowerCase(java.util.Locale.ROOT));
  }

  private String operationOf(String method, String path) {
    String plain = path.split("\\?")[0];
    return operations().keySet().stream()
        .filter(operation -> matches(operation, method + " " + plain))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not described: " + method + " " + plain));
  }

  private static boolean matches(String template, String path) {
    List<String> parts =
        Arrays.stream(template.split("/"))
            .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
            .toList();
    return path.matches(String.join("/", parts));
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
  }

  private void assertValid(JsonNode schema, String body) {
    ObjectNode whole = JSON.createObjectNode();
    whole.setAll((ObjectNode) schema);
    whole.set("components", document.get("components"));
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole)
                .validate(body, InputFormat.JSON))
        .as(body)
        .isEmpty();
  }

  /** Every {@code $ref} in the document. */
  Set<String> references() {
    Set<String> references = new HashSet<>();
    collect(document, references);
    return references;
  }

  private static void collect(JsonNode node, Set<String> references) {
    if (node.has("$ref")) {
      references.add(node.get("$ref").asString());
    }
    node.forEach(child -> collect(child, references));
  }
}
