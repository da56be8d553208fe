package dev.gatehouse.adapter.cognito;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.adapter.cognito.examination.UserPoolExamination;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.auth.scheme.CognitoIdentityProviderAuthSchemeProvider;

/**
 * Compares the IAM policies for the server and for {@code doctor} with the operations that the
 * compiled adapter calls.
 */
class IamPolicyTest {
  private static final String SERVER = "iam-policy.json";
  private static final String DOCTOR = "iam-policy-doctor.json";
  private static final String EXAMINATION = UserPoolExamination.class.getSimpleName();

  @Test
  void policy_allows_exactly_the_signed_operations_of_the_adapter() throws Exception {
    Set<String> called = operationsCalled(file -> !file.startsWith(EXAMINATION));
    Set<String> signed = signed(called);

    assertThat(called).contains("SignUp").isNotEqualTo(signed);
    assertThat(actions(SERVER))
        .containsExactlyInAnyOrderElementsOf(
            signed.stream().map(operation -> "cognito-idp:" + operation).toList());
  }

  @Test
  void both_policies_allow_exactly_the_operations_of_the_examination() throws Exception {
    List<String> both = new ArrayList<>(actions(SERVER));
    both.addAll(actions(DOCTOR));

    assertThat(both)
        .containsExactlyInAnyOrderElementsOf(
            signed(operationsCalled(file -> file.startsWith(EXAMINATION))).stream()
                .map(operation -> "cognito-idp:" + operation)
                .toList());
  }

  private static Set<String> signed(Set<String> operations) {
    return operations.stream().filter(IamPolicyTest::isSigned).collect(toUnmodifiableSet());
  }

  private static List<String> actions(String policy) throws IOException {
    return statement(policy).get("Action").valueStream().map(JsonNode::asText).toList();
  }

  @Test
  void policy_allows_operations_on_one_pool_only() throws Exception {
    for (String policy : List.of(SERVER, DOCTOR)) {
      assertThat(statement(policy).get("Effect").asText()).isEqualTo("Allow");
      assertThat(statement(policy).get("Resource").asText())
          .isEqualTo("arn:aws:cognito-idp:REGION:ACCOUNT_ID:userpool/USER_POOL_ID");
    }
  }

  /** Returns the policy's only statement. */
  private static JsonNode statement(String policy) throws IOException {
    String text = Files.readString(Path.of("..", "scripts", policy));
    JsonNode statements = new ObjectMapper().readTree(text).get("Statement");
    assertThat(statements).hasSize(1);
    return statements.get(0);
  }

  /** Returns the Cognito operations that the classes of this package call. */
  private static Set<String> operationsCalled(Predicate<String> files) throws IOException {
    String client = CognitoIdentityProviderClient.class.getName().replace('.', '/');
    Set<String> operations =
        Arrays.stream(CognitoIdentityProviderClient.class.getMethods())
            .filter(method -> method.getReturnType().getSimpleName().endsWith("Response"))
            .map(method -> method.getName())
            .collect(toUnmodifiableSet());
    Set<String> called = new HashSet<>();
    for (Path file : compiledAdapter()) {
      if (!files.test(file.getFileName().toString())) {
        continue;
      }
      StreamSupport.stream(ClassFile.of().parse(file).constantPool().spliterator(), false)
          .filter(MemberRefEntry.class::isInstance)
          .map(MemberRefEntry.class::cast)
          .filter(member -> member.owner().asInternalName().equals(client))
          .map(member -> member.name().stringValue())
          .filter(operations::contains)
          .map(name -> Character.toUpperCase(name.charAt(0)) + name.substring(1))
          .forEach(called::add);
    }
    return called;
  }

  private static List<Path> compiledAdapter() throws IOException {
    URI classes =
        URI.create(
            CognitoIdentityProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString());
    try (Stream<Path> files = Files.walk(Path.of(classes))) {
      return files.filter(file -> file.toString().endsWith(".class")).toList();
    }
  }

  /**
   * Checks whether the SDK signs the operation with AWS credentials, as Cognito's API model
   * defines.
   */
  private static boolean isSigned(String operation) {
    return CognitoIdentityProviderAuthSchemeProvider.defaultProvider()
        .resolveAuthScheme(call -> call.operation(operation).region(Region.EU_CENTRAL_1))
        .toString()
        .contains("aws.auth#sigv4");
  }
}
