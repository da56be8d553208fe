package dev.gatehouse.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/**
 * A run of a contract suite inside a test.
 *
 * @param events what the suite's tests reported
 */
record ContractRun(Events events) {
  /**
   * Runs a suite that is extended with {@link Choices}.
   *
   * @param fault the argument for the constructor of the suite
   * @param gaps the gaps that it declares, separated by commas
   */
  static ContractRun of(Class<?> suite, Fault fault, String... gaps) {
    return new ContractRun(
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(suite))
            .configurationParameter("fault", fault.name())
            .configurationParameter("gaps", String.join(",", gaps))
            .execute()
            .testEvents());
  }

  /** The names of the tests that ran. */
  Set<String> tests() {
    return names(events.finished());
  }

  /** The names of the tests that failed. */
  Set<String> failures() {
    return names(events.failed());
  }

  /** The names of the tests that were skipped. */
  Set<String> skipped() {
    return names(events.aborted());
  }

  /** Returns the failure messages of the tests. */
  Set<String> messages() {
    return events.failed().stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .map(result -> String.valueOf(result.getThrowable().orElseThrow().getMessage()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> names(Events events) {
    return events.stream().map(ContractRun::name).collect(Collectors.toUnmodifiableSet());
  }

  private static String name(Event event) {
    MethodSource source = (MethodSource) event.getTestDescriptor().getSource().orElseThrow();
    return source.getMethodName();
  }

  /** Passes the fault and the gaps of the run to the suite's constructor. */
  static final class Choices implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      return true;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
      Class<?> type = parameter.getParameter().getType();
      if (type == Set.class) {
        return Set.of(test.getConfigurationParameter("gaps").orElseThrow().split(",", -1));
      }
      String fault = test.getConfigurationParameter("fault").orElseThrow();
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> ((Fault) constant).name().equals(fault))
          .findFirst()
          .orElseThrow();
    }
  }
}
