package dev.gatehouse.adapter.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.harness.emulator.Execution;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MissingAwsCliTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "create-user-pool.sh",
        "create-user-pool-client.sh",
        "delete-user-pool.sh",
        "deploy-lambda.sh",
        "delete-lambda.sh"
      })
  void script_reports_missing_aws_cli_and_download_link(
      String script, @TempDir Path folder, @TempDir Path bin) throws Exception {
    for (String needed : List.of("bash", "dirname")) {
      Path program =
          Files.writeString(
              bin.resolve(needed), "#!/bin/sh\nexec %s \"$@\"\n".formatted(program(needed)));
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    OperatorShell shell =
        new OperatorShell(folder, URI.create("http://127.0.0.1:1")).set("PATH", bin.toString());

    Execution run = shell.run(script);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).isEmpty();
    assertThat(run.errors())
        .isEqualTo(
            script
                + ": the AWS CLI is missing ('aws' is not on the PATH); to get it:"
                + " https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html\n");
    assertThat(shell.envFile()).doesNotExist();
  }

  private static Path program(String name) {
    return Stream.of("/bin", "/usr/bin", "/usr/local/bin")
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}
