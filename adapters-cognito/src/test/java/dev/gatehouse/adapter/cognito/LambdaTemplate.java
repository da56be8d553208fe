package dev.gatehouse.adapter.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The CloudFormation template for AWS Lambda. Its functions are objects such as {@code {"!Ref":
 * "UserPool"}}.
 */
final class LambdaTemplate {
  private static final Path FILE = Path.of("..", "deploy", "lambda", "template.yaml");

  private final JsonNode template;

  private LambdaTemplate(JsonNode template) {
    this.template = template;
  }

  static LambdaTemplate read() throws IOException {
    Object content = new Yaml(new Functions()).load(Files.readString(FILE));
    return new LambdaTemplate(new ObjectMapper().valueToTree(content));
  }

  JsonNode section(String name) {
    return template.path(name);
  }

  JsonNode resource(String name) {
    return template.path("Resources").path(name);
  }

  /** Returns the properties of a resource as they are for these parameters. */
  JsonNode properties(String resource, Map<String, String> parameters) {
    Map<String, String> values = new HashMap<>();
    template
        .path("Parameters")
        .properties()
        .forEach(entry -> values.put(entry.getKey(), entry.getValue().path("Default").asText()));
    values.putAll(parameters);
    return resolve(resource(resource).path("Properties"), values);
  }

  /** Returns the value without {@code !If}; a missing node for no value. */
  private JsonNode resolve(JsonNode value, Map<String, String> parameters) {
    if (value.has("!If")) {
      JsonNode choice = value.get("!If");
      JsonNode condition = template.path("Conditions").path(choice.path(0).asText());
      return resolve(choice.path(isTrue(condition, parameters) ? 1 : 2), parameters);
    }
    if (value.path("!Ref").asText().equals("AWS::NoValue")) {
      return MissingNode.getInstance();
    }
    if (value.isArray()) {
      ArrayNode resolved = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> addTo(resolved, resolve(element, parameters)));
      return resolved;
    }
    if (value.isObject()) {
      ObjectNode resolved = JsonNodeFactory.instance.objectNode();
      value
          .properties()
          .forEach(entry -> setIn(resolved, entry.getKey(), resolve(entry.getValue(), parameters)));
      return resolved;
    }
    return value;
  }

  private static void addTo(ArrayNode array, JsonNode element) {
    if (!element.isMissingNode()) {
      array.add(element);
    }
  }

  private static void setIn(ObjectNode object, String name, JsonNode value) {
    if (!value.isMissingNode()) {
      object.set(name, value);
    }
  }

  /** Evaluates a condition that consists of {@code !Not} and {@code !Equals}. */
  private static boolean isTrue(JsonNode condition, Map<String, String> parameters) {
    if (condition.has("!Not")) {
      return !isTrue(condition.path("!Not").path(0), parameters);
    }
    JsonNode operands = condition.required("!Equals");
    String parameter = operands.path(0).required("!Ref").asText();
    return operands.path(1).asText().equals(parameters.get(parameter));
  }

  /** Reads {@code !Ref x} as {@code {"!Ref": x}}. */
  private static final class Functions extends SafeConstructor {
    Functions() {
      super(new LoaderOptions());
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              return Map.of(node.getTag().getValue(), argument(node));
            }
          });
    }

    private Object argument(Node node) {
      return switch (node) {
        case ScalarNode scalar -> scalar.getValue();
        case SequenceNode sequence -> constructSequence(sequence);
        case MappingNode mapping -> constructMapping(mapping);
        default -> throw new IllegalArgumentException(node.toString());
      };
    }
  }
}
