package dev.gatehouse.harness.emulator;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the tests of a class only if these tools are installed.
 *
 * <p>The tests have the tag {@code slow}, so that they run only with {@code CI=true} or {@code
 * -Pfull}. If a tool is missing, the tests are skipped, and the build prints one line per tool and
 * module. If the environment variable {@code CI} is {@code true}, the class fails instead, so that
 * a build server does not skip tests unnoticed.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiredTools.class)
@Tag("slow")
public @interface RequiresTool {
  /** The required tools; all of them must be installed. */
  Tool[] value();
}
