package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.domain.IdentityProviderUnavailableException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Runs the tests that are declared as gaps, and expects them to fail. */
final class DeclaredGaps implements InvocationInterceptor {
  @Override
  public void interceptTestMethod(
      Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
      throws Throwable {
    String name = method.getExecutable().getName();
    ProviderContract suite = (ProviderContract) context.getRequiredTestInstance();
    Optional<String> reason =
        suite.fixture().gaps().entrySet().stream()
            .filter(gap -> gap.getValue().contains(name))
            .map(Map.Entry::getKey)
            .findFirst();
    if (reason.isEmpty()) {
      test.proceed();
    } else {
      assertThat(catchThrowable(test::proceed))
          .as("The gap %s (%s) has closed: remove its declaration.", name, reason.get())
          .isInstanceOfAny(AssertionError.class, IdentityProviderUnavailableException.class);
    }
  }
}
