package dev.gatehouse.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

@Tag("slow")
@Isolated
final class ParallelClassesTest {
  private static final int CLASSES = 100;

  @Test
  void hundred_parallel_classes_do_not_affect_each_other() throws IllegalAccessException {
    List<ClassSelector> classes = new ArrayList<>();
    for (int i = 0; i < CLASSES; i++) {
      classes.add(selectClass(subclass("Parallel" + i + "Test")));
    }

    EngineExecutionResults results =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
            .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
            .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.fixed.parallelism",
                Integer.toString(CLASSES))
            .selectors(classes.toArray(ClassSelector[]::new))
            .execute();

    assertThat(results.testEvents().failed().list()).isEmpty();
    assertThat(results.containerEvents().failed().list()).isEmpty();
    assertThat(results.testEvents().succeeded().count()).isEqualTo(2L * CLASSES);
  }

  /** Defines another test class with the same tests. */
  private static Class<?> subclass(String name) throws IllegalAccessException {
    ClassDesc parent = ClassDesc.of(AnyFeatureTest.class.getName());
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.of(AnyFeatureTest.class.getPackageName(), name),
                type ->
                    type.withSuperclass(parent)
                        .withMethodBody(
                            ConstantDescs.INIT_NAME,
                            MethodTypeDesc.of(ConstantDescs.CD_void),
                            0,
                            code ->
                                code.aload(0)
                                    .invokespecial(
                                        parent,
                                        ConstantDescs.INIT_NAME,
                                        MethodTypeDesc.of(ConstantDescs.CD_void))
                                    .return_()));
    return MethodHandles.lookup().defineClass(bytes);
  }
}
