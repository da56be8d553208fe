package dev.gatehouse.harness.emulator;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** Puts {@link RequiresTool} into effect, before anything else of the class. */
final class RequiredTools implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    RequiresTool required = context.getRequiredTestClass().getAnnotation(RequiresTool.class);
    // A nested class has this extension from its enclosing class, which has asked already.
    if (required != null) {
      for (Tool tool : required.value()) {
        check(context).require(tool);
      }
    }
  }

  /** One for the whole run, so that each tool is looked for, and missed aloud, once. */
  private static ToolCheck check(ExtensionContext context) {
    return wholeRun(context)
        .getOrComputeIfAbsent(
            ToolCheck.class,
            _ -> new ToolCheck(System.getenv(), System.err::println),
            ToolCheck.class);
  }

  /** Looks at another machine than this one, for the rest of the run. */
  static void look(ExtensionContext context, ToolCheck machine) {
    wholeRun(context).put(ToolCheck.class, machine);
  }

  private static Store wholeRun(ExtensionContext context) {
    return context.getRoot().getStore(Namespace.create(RequiredTools.class));
  }
}
