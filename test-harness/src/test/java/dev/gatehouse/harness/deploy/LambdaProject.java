package dev.gatehouse.harness.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.harness.emulator.Execution;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A copy of the scripts for AWS Lambda, with small code and an AWS CLI that records its calls. */
final class LambdaProject {
  static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  static final String OWN_BUCKET = "gatehouse-code-123456789012-eu-central-1";

  private static final Set<PosixFilePermission> PROGRAM =
      PosixFilePermissions.fromString("rwxr-xr-x");
  private static final Duration ENDS_WITHIN = Duration.ofMinutes(1);

  private final Path folder;
  private final Path stub;
  private final Map<String, String> environment = new LinkedHashMap<>();

  LambdaProject(Path folder) throws IOException {
    this.folder = folder;
    this.stub = Files.createDirectories(folder.resolve("stub"));
    Files.createDirectories(folder.resolve("scripts"));
    for (String script : List.of("common.sh", "deploy-lambda.sh", "delete-lambda.sh")) {
      Files.copy(REPOSITORY.resolve("scripts/" + script), folder.resolve("scripts/" + script));
    }
    Files.createDirectories(folder.resolve("deploy/lambda/target"));
    Files.copy(REPOSITORY.resolve("deploy/lambda/template.yaml"), template());
    write(zip(), "dev/gatehouse/lambda/LambdaHandler.class", "code");
    Path aws = Files.createDirectories(folder.resolve("bin")).resolve("aws");
    try (InputStream program = LambdaProject.class.getResourceAsStream("aws.sh")) {
      Files.copy(Objects.requireNonNull(program), aws);
    }
    Files.setPosixFilePermissions(aws, PROGRAM);
    Files.createDirectories(folder.resolve("tmp"));
    set("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    set("STUB", stub.toString());
    set("TMPDIR", folder.resolve("tmp").toString());
    set("AWS_REGION", "eu-central-1");
  }

  /** Returns the code that is deployed. */
  Path zip() {
    return folder.resolve("deploy/lambda/target/gatehouse-lambda.zip");
  }

  Path template() {
    return folder.resolve("deploy/lambda/template.yaml");
  }

  /** Writes a zip file with one entry. */
  static void write(Path zip, String entry, String content) throws IOException {
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(file)) {
      entries.putNextEntry(new ZipEntry(entry));
      entries.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }

  LambdaProject set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Makes these programs and the AWS CLI the only ones that the scripts find. */
  LambdaProject findOnly(String... programs) throws IOException {
    Path bin = folder.resolve("bin");
    for (String program : programs) {
      Path call = bin.resolve(program);
      Files.writeString(call, "#!/bin/sh\nexec /usr/bin/%s \"$@\"\n".formatted(program));
      Files.setPosixFilePermissions(call, PROGRAM);
    }
    return set("PATH", bin.toString());
  }

  /** Lets a call of the AWS CLI fail, such as {@code s3 cp}. */
  LambdaProject failing(String call) throws IOException {
    Files.writeString(stub.resolve("failing"), call);
    return this;
  }

  LambdaProject stackStatus(String status) throws IOException {
    Files.writeString(stub.resolve("status"), status + "\n");
    return this;
  }

  LambdaProject codeBucket(String bucket) throws IOException {
    Files.writeString(stub.resolve("bucket"), bucket + "\n");
    return this;
  }

  Execution deploy(String... arguments) throws IOException {
    return Execution.of(program("deploy-lambda.sh", arguments), ENDS_WITHIN);
  }

  Execution delete(String... arguments) throws IOException {
    return Execution.of(program("delete-lambda.sh", arguments), ENDS_WITHIN);
  }

  /** Deletes, and enters an answer to the question. */
  Execution deleteAnswering(String answer) throws IOException {
    Path keyboard = Files.writeString(folder.resolve("keyboard"), answer + "\n");
    return Execution.of(program("delete-lambda.sh").redirectInput(keyboard.toFile()), ENDS_WITHIN);
  }

  private ProcessBuilder program(String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of(folder.resolve("scripts/" + script).toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder program = new ProcessBuilder(command).directory(folder.toFile());
    program.environment().clear();
    program.environment().putAll(environment);
    return program;
  }

  /** Returns the arguments of each call of the AWS CLI. */
  List<String> calls() throws IOException {
    Path calls = stub.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  /** Returns the file with the parameters of the last deployment. */
  Path parametersFile() {
    return stub.resolve("parameters.json");
  }

  /** Returns the parameters of the last deployment. */
  Map<String, String> parameters() throws IOException {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (JsonNode parameter : new ObjectMapper().readTree(parametersFile().toFile())) {
      String[] pair = parameter.asText().split("=", 2);
      parameters.put(pair[0], pair[1]);
    }
    return parameters;
  }

  String codeKey() throws IOException {
    return Objects.requireNonNull(parameters().get("CodeKey"));
  }

  /** Returns the last uploaded code. */
  Path uploaded() {
    return stub.resolve("uploaded.zip");
  }

  /** Returns the folder for temporary files of the scripts. */
  Path temporary() {
    return folder.resolve("tmp");
  }
}
