package dev.gatehouse.harness.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.harness.emulator.Execution;
import dev.gatehouse.harness.emulator.NpmPackage;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks the CloudFormation template with AWS's {@code cloudformation-validate}, which knows the
 * schemas of the resources.
 */
@RequiresTool(Tool.NODE)
class LambdaTemplateTest {
  private static final Path TEMPLATE =
      LambdaProject.REPOSITORY.resolve("deploy/lambda/template.yaml");
  private static final Duration CHECKED_WITHIN = Duration.ofMinutes(5);

  /** Prints a line for each problem, for each set of parameters. */
  private static final String PROGRAM =
      """
      const [modules, template, ...sets] = process.argv.slice(1);
      const { RegoEngine, TemplateFile } = require(modules + "/@aws/cloudformation-validate");
      const engine = new RegoEngine();
      for (const set of sets) {
        const parameterOverrides = Object.fromEntries(new URLSearchParams(set));
        const report = engine.validateStandard(
          new TemplateFile(template), { severityLevel: "WARN", parameterOverrides });
        console.log(report.status);
        for (const { severity, ruleId, entity, propertyPath, message } of report.diagnostics) {
          console.log(severity, ruleId, entity?.logicalId, propertyPath, message);
        }
      }
      """;

  /**
   * The check looks at both branches of each condition. So resources for a VPC and for alarms are
   * checked with each set, and need values.
   */
  private static final String COMMON =
      "CodeBucket=gatehouse-code-123456789012-eu-central-1&CodeKey=gatehouse/0-0.zip"
          + "&SessionKey=k1hAyMmuUMFuPx0OmfVrMmFIdbLmyWCDV6dcvzTLkW8%3D"
          + "&VpcSubnets=subnet-0a1b2c3d,subnet-1a1b2c3d&VpcSecurityGroups=sg-0a1b2c3d"
          + "&AlarmTopic=arn:aws:sns:eu-central-1:123456789012:alarms";

  @Test
  void template_has_no_problem_with_usual_parameters() throws Exception {
    List<String> sets =
        List.of(
            COMMON,
            COMMON + "&Cache=on",
            COMMON + "&MigrationBucket=backups&MigrationKey=gatehouse/users.db",
            COMMON + "&Confirmation=code&Mfa=totp",
            COMMON
                + "&CorsOrigins=https://a.example.com,https://b.example.com"
                + "&PublicUrl=https://auth.example.com&SharedStoreUrl=rediss://store.example.com");

    assertThat(check(TEMPLATE, sets)).hasSameSizeAs(sets).containsOnly("OK");
  }

  @Test
  void check_finds_the_problems_of_a_broken_template(@TempDir Path folder) throws Exception {
    String broken = Files.readString(TEMPLATE);
    for (String[] change :
        new String[][] {
          {"Runtime: java25", "Runtime: java9"},
          {"ApplyOn: PublishedVersions", "ApplyOn: AllVersions"},
          {"!GetAtt UserPool.Arn", "!GetAtt UserPool.Name"},
          {"AutoDeploy: true", "AutoDeploys: true"},
          {"ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_REFRESH"}
        }) {
      assertThat(broken).contains(change[0]);
      broken = broken.replace(change[0], change[1]);
    }

    assertThat(check(Files.writeString(folder.resolve("template.yaml"), broken), List.of(COMMON)))
        .anyMatch(line -> line.contains("java9"))
        .anyMatch(line -> line.contains("AllVersions"))
        .anyMatch(line -> line.contains("UserPool") && line.contains("Name"))
        .anyMatch(line -> line.contains("AutoDeploys"))
        .anyMatch(line -> line.contains("ALLOW_REFRESH"));
  }

  @Test
  void template_is_small_enough_to_be_sent_without_a_bucket() throws Exception {
    assertThat(Files.size(TEMPLATE)).isLessThan(51_200);
  }

  private static List<String> check(Path template, List<String> parameters) throws IOException {
    Path modules =
        NpmPackage.ofThisBuild(LambdaTemplateTest.class, "cloudformation-validate").modules();
    List<String> command =
        new ArrayList<>(List.of("node", "-e", PROGRAM, modules.toString(), template.toString()));
    command.addAll(parameters);
    Execution check = Execution.of(new ProcessBuilder(command), CHECKED_WITHIN);
    assertThat(check.errors()).isEmpty();
    assertThat(check.exitCode()).isZero();
    return check.output().lines().toList();
  }
}
