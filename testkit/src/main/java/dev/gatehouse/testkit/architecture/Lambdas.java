package dev.gatehouse.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.util.Optional;

/** Lambdas and method references, which ArchUnit does not take for implementations. */
final class Lambdas {
  private Lambdas() {}

  /** Whether a class holds a lambda of an interface; reads its class file. */
  static boolean implement(JavaClass port, JavaClass holder) {
    String descriptor = "L" + port.getName().replace('.', '/') + ";";
    return holder.getSource().map(Lambdas::parsed).stream()
        .flatMap(model -> model.methods().stream())
        .map(MethodModel::code)
        .flatMap(Optional<CodeModel>::stream)
        .flatMap(CodeModel::elementStream)
        .anyMatch(
            element ->
                element instanceof InvokeDynamicInstruction made
                    && made.typeSymbol().returnType().descriptorString().equals(descriptor));
  }

  private static ClassModel parsed(Source source) {
    try (InputStream bytes = source.getUri().toURL().openStream()) {
      return ClassFile.of().parse(bytes.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
