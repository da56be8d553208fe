package dev.gatehouse.bootstrap.doctor;

import dev.gatehouse.ProviderSettings;
import dev.gatehouse.bootstrap.doctor.Finding.Severity;
import dev.gatehouse.bootstrap.logging.JsonText;
import dev.gatehouse.bootstrap.settings.Settings;
import dev.gatehouse.bootstrap.terminal.ExitCode;
import dev.gatehouse.bootstrap.terminal.Terminal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The command {@code doctor}: checks the settings and the provider, and says how to fix problems.
 */
public final class Doctor {
  private final Terminal terminal;

  public Doctor(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs all checks and prints the findings; fails if there is an error. */
  public int run(Settings.Reading reading, boolean json) {
    List<Finding> findings = new ArrayList<>(findings(reading));
    findings.sort(Comparator.comparing(Finding::severity));
    if (json) {
      terminal.out().println(json(findings));
    } else {
      findings.forEach(this::print);
      terminal
          .out()
          .printf(
              "%d errors, %d warnings, %d ok%n",
              count(findings, Severity.ERROR),
              count(findings, Severity.WARNING),
              count(findings, Severity.OK));
    }
    return count(findings, Severity.ERROR) == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static List<Finding> findings(Settings.Reading reading) {
    return switch (reading) {
      case Settings.Reading.Invalid(var complaints, _) ->
          complaints.stream()
              .map(
                  complaint ->
                      Finding.error(
                          "wrong_setting",
                          complaint,
                          "The server does not start, and nothing else can be checked.",
                          "Set it to an allowed value, or unset it for the default."))
              .toList();
      case Settings.Reading.Valid(var settings, _) -> {
        settings.proxy().install();
        List<Finding> findings = new ArrayList<>(new SettingsExamination(settings).findings());
        switch (settings.provider()) {
          case ProviderSettings.Embedded(var embedded) -> {
            findings.addAll(DataDirectoryExamination.of(embedded));
            findings.addAll(NativeLibraryExamination.of(embedded.dataDirectory()));
          }
          case ProviderSettings.Cognito pool -> findings.addAll(PoolExamination.of(pool, settings));
        }
        if (settings.sharedStore() != null) {
          findings.addAll(SharedStoreExamination.of(settings.sharedStore()));
        }
        yield findings;
      }
    };
  }

  private static long count(List<Finding> findings, Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  private void print(Finding finding) {
    String style =
        switch (finding.severity()) {
          case ERROR -> "bold,fg(red)";
          case WARNING -> "bold,fg(yellow)";
          case OK -> "fg(green)";
        };
    print(
        terminal.styled(style, "%-8s".formatted(severity(finding))) + finding.code(),
        finding.found());
    if (finding.severity() != Severity.OK) {
      print("        means", finding.meaning());
      print("        fix", finding.fix());
    }
  }

  private void print(String what, String text) {
    terminal.out().println(what + ": " + Terminal.harmless(text));
  }

  /** Returns a JSON array with a line for each finding. */
  private static String json(List<Finding> findings) {
    return findings.stream().map(Doctor::json).collect(Collectors.joining(",\n ", "[", "]"));
  }

  private static String json(Finding finding) {
    JsonText text =
        new JsonText()
            .put("severity", severity(finding))
            .put("code", finding.code())
            .put("found", finding.found());
    return finding.severity() == Severity.OK
        ? text.toString()
        : text.put("meaning", finding.meaning()).put("fix", finding.fix()).toString();
  }

  private static String severity(Finding finding) {
    return finding.severity().name().toLowerCase(Locale.ROOT);
  }
}
