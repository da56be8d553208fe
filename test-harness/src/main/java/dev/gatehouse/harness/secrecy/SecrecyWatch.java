package dev.gatehouse.harness.secrecy;

import dev.gatehouse.domain.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Fails a test run that wrote a secret to a log, at any level, or to an error response.
 *
 * <p>It records each {@link dev.gatehouse.domain.Secret} that is created while tests run; the
 * released class has no code for this. It reads all log records of {@code java.util.logging} and
 * the texts that tests pass to {@link #told}.
 */
public final class SecrecyWatch implements LauncherSessionListener {
  private static final Ledger LEDGER = new Ledger();

  /** Keeps a reference, because the log manager drops loggers and their levels without one. */
  private static final Logger OURS = Logger.getLogger("dev.gatehouse");

  /** Called by JUnit, which finds this class as a service. */
  public SecrecyWatch() {}

  /** Records a secret; called by the changed constructor of {@code Secret}. */
  public static void secret(String text) {
    LEDGER.secret(text);
  }

  /** Records a text that a client received, such as the body of an error response. */
  public static void told(String text) {
    LEDGER.told(text);
  }

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    noteSecrets();
    OURS.setLevel(Level.ALL);
    Logger.getLogger("").addHandler(new Reading());
  }

  /**
   * Defines a changed version of the class {@code Secret} before it is loaded. Its constructor
   * reports each secret to this class.
   */
  private static void noteSecrets() {
    String name = Violation.class.getPackageName() + ".Secret";
    try (InputStream compiled =
        Objects.requireNonNull(
            Violation.class.getResourceAsStream("Secret.class"), "the class of secrets")) {
      ClassFile classes = ClassFile.of();
      byte[] noting =
          classes.transformClass(
              classes.parse(compiled.readAllBytes()),
              ClassTransform.transformingMethodBodies(
                  method -> method.methodName().equalsString(ConstantDescs.INIT_NAME),
                  SecrecyWatch::noteArgument));
      MethodHandles.privateLookupIn(Violation.class, MethodHandles.lookup()).defineClass(noting);
    } catch (IOException | IllegalAccessException e) {
      throw new IllegalStateException(name + " can't be watched", e);
    } catch (LinkageError e) {
      throw new IllegalStateException(name + " was loaded before it could be watched", e);
    }
  }

  private static void noteArgument(CodeBuilder code, CodeElement element) {
    if (element instanceof ReturnInstruction) {
      code.aload(1)
          .invokestatic(
              SecrecyWatch.class.describeConstable().orElseThrow(),
              "secret",
              MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String));
    }
    code.with(element);
  }

  /** Reads the log records. */
  private static final class Reading extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    Reading() {
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord logged) {
      StringWriter text = new StringWriter();
      text.append(formatter.formatMessage(logged));
      if (logged.getThrown() != null) {
        logged.getThrown().printStackTrace(new PrintWriter(text));
      }
      told(text.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** Fails the run if a secret leaked. */
  @Override
  public void launcherSessionClosed(LauncherSession session) {
    List<String> leaks = LEDGER.leaks();
    System.out.printf(
        "%,d secrets used, %,d characters logged or answered in errors: %d leaks%n",
        LEDGER.secrets(), LEDGER.characters(), leaks.size());
    if (!leaks.isEmpty()) {
      throw new AssertionError(String.join(System.lineSeparator(), leaks));
    }
  }
}
