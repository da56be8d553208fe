package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;

/** The output of {@code doctor --json}. */
public final class DoctorReport {
  private DoctorReport() {}

  /**
   * Asserts on the codes of the findings that are not ok. Each of these must have a meaning and a
   * fix.
   */
  public static AbstractListAssert<?, ?, String, ObjectAssert<String>> assertThatProblems(
      String output) throws IOException {
    JsonNode findings = new ObjectMapper().readTree(output);
    return assertThat(findings)
        .filteredOn(finding -> !finding.path("severity").asText().equals("ok"))
        .allSatisfy(
            finding -> {
              assertThat(finding.path("meaning").asText()).isNotBlank();
              assertThat(finding.path("fix").asText()).isNotBlank();
            })
        .extracting(finding -> finding.path("code").asText());
  }
}
