package dev.gatehouse.harness.emulator;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the tests of a class only where these tools are.
 *
 * <p>Where one is missing the tests are skipped and the build says so, once per tool and module, in
 * one line. Where the environment variable {@code CI} is {@code true} the class fails instead, so
 * that a build server can't lose them unseen.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiredTools.class)
public @interface RequiresTool {
  /** The tools, all of which are needed. */
  Tool[] value();
}
