package dev.gatehouse.harness.emulator;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** Checks the tools of {@link RequiresTool} before any other code of the test class runs. */
final class RequiredTools implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    RequiresTool required = context.getRequiredTestClass().getAnnotation(RequiresTool.class);
    // A nested class inherits this extension from its enclosing class, which has already checked.
    if (required != null) {
      for (Tool tool : required.value()) {
        check(context).require(tool);
      }
    }
  }

  /**
   * Returns one check for the whole run, so that each tool is searched for, and reported as
   * missing, only once.
   */
  private static ToolCheck check(ExtensionContext context) {
    return wholeRun(context)
        .getOrComputeIfAbsent(
            ToolCheck.class,
            _ -> new ToolCheck(System.getenv(), System.err::println),
            ToolCheck.class);
  }

  /** Uses another check for the rest of the run, as if on another machine. */
  static void look(ExtensionContext context, ToolCheck machine) {
    wholeRun(context).put(ToolCheck.class, machine);
  }

  private static Store wholeRun(ExtensionContext context) {
    return context.getRoot().getStore(Namespace.create(RequiredTools.class));
  }
}
