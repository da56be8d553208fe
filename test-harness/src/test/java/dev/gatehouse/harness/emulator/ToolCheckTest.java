package dev.gatehouse.harness.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.abortedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.container;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

class ToolCheckTest {
  @TempDir private Path bin;
  private final List<String> console = new ArrayList<>();

  @Test
  void installed_tool_allows_the_tests_to_run() throws Exception {
    program("node", "echo v20.0.0");
    program("npm", "echo 10.0.0");

    assertThatCode(() -> check(machine()).require(Tool.NODE)).doesNotThrowAnyException();
    assertThat(console).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_CLI, aws, aws-cli/1.45.11 Python/3.11.7 Linux/6.1 botocore/1.43.11",
    "AWS_CLI, aws, aws-cli/2.9.19 Python/3.11.2 Linux/6.1 source/x86_64.debian.12",
    "NGINX, nginx, nginx version: nginx/1.22.1",
    "SHELLCHECK, shellcheck, ShellCheck - shell script analysis tool\\nversion: 0.9.0"
  })
  void version_is_read_from_the_program_output(Tool tool, String program, String told)
      throws Exception {
    program(program, "printf '" + told + "\\n'");

    assertThatCode(() -> check(machine()).require(tool)).doesNotThrowAnyException();
  }

  @Test
  void missing_tool_skips_tests_and_is_reported_once() {
    ToolCheck check = check(machine());

    assertSkips(check, Tool.NODE);
    assertSkips(check, Tool.NODE);
    assertSkips(check, Tool.SHELLCHECK);

    assertThat(console)
        .containsExactly(
            "Tests are skipped: Node.js 20 or newer is missing ('node' is not on the PATH);"
                + " to get it: https://nodejs.org/en/download",
            "Tests are skipped: ShellCheck is missing ('shellcheck' is not on the PATH);"
                + " to get it: https://www.shellcheck.net");
  }

  @Test
  void tool_with_an_old_version_counts_as_missing() throws Exception {
    Path node = program("node", "echo v18.20.4");
    program("npm", "echo 10.0.0");

    assertSkips(check(machine()), Tool.NODE);

    assertThat(console)
        .singleElement()
        .asString()
        .contains("Node.js 20 or newer is missing (%s has version 18)".formatted(node));
  }

  @Test
  void tool_with_a_missing_program_counts_as_missing() throws Exception {
    program("node", "echo v20.0.0");

    assertSkips(check(machine()), Tool.NODE);

    assertThat(console).singleElement().asString().contains("'npm' is not on the PATH");
  }

  @Test
  void tool_that_fails_to_run_counts_as_missing() throws Exception {
    Path aws = program("aws", "echo 1.0; exit 127");

    assertSkips(check(machine()), Tool.AWS_CLI);

    assertThat(console).singleElement().asString().contains(aws + " does not report its version");
  }

  @Test
  void file_that_is_not_executable_counts_as_missing() throws Exception {
    Files.writeString(bin.resolve("aws"), "#!/bin/sh\necho 1.0\n");

    assertSkips(check(machine()), Tool.AWS_CLI);
  }

  @Test
  void missing_tool_fails_the_tests_on_a_build_server() {
    ToolCheck check = check(Map.of("PATH", bin.toString(), "CI", "true"));

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> check.require(Tool.NODE))
        .withMessageContaining("Node.js 20 or newer is missing");
    assertThat(console).isEmpty();
  }

  @Test
  void annotated_class_is_skipped_if_a_tool_is_missing() {
    run("false").haveExactly(1, event(container(Annotated.class), abortedWithReason()));
  }

  @Test
  void annotated_class_fails_on_build_server_without_tool() {
    run("true")
        .haveExactly(
            1,
            event(
                container(Annotated.class), finishedWithFailure(instanceOf(AssertionError.class))));
  }

  /** Runs a class that needs a tool on a machine that has none. */
  private static ListAssert<Event> run(String buildServer) {
    EngineExecutionResults results =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(Annotated.class))
            .configurationParameter("CI", buildServer)
            .execute();
    results.testEvents().assertStatistics(tests -> tests.started(0));
    return results.containerEvents().assertThatEvents();
  }

  @ExtendWith(Bare.class)
  @RequiresTool(Tool.AWS_CLI)
  static class Annotated {
    @Test
    void test_does_not_run() {}
  }

  static final class Bare implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
      String buildServer = context.getConfigurationParameter("CI").orElseThrow();
      RequiredTools.look(context, new ToolCheck(Map.of("CI", buildServer), _ -> {}));
    }
  }

  private static void assertSkips(ToolCheck check, Tool tool) {
    assertThatException().isThrownBy(() -> check.require(tool));
  }

  private ToolCheck check(Map<String, String> environment) {
    return new ToolCheck(environment, console::add);
  }

  private Map<String, String> machine() {
    return Map.of("PATH", bin.toString());
  }

  private Path program(String name, String script) throws IOException {
    Path program = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return program;
  }
}
