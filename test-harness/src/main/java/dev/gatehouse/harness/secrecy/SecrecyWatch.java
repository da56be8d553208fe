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
 * Fails a test run in which a secret was logged, at whatever level, or told in an error.
 *
 * <p>Each {@link dev.gatehouse.domain.Secret} that is made while tests run is noted; the class that
 * is shipped knows nothing of it. What goes through {@code java.util.logging} is read, and what
 * tests hand over with {@link #told}.
 */
public final class SecrecyWatch implements LauncherSessionListener {
  private static final Ledger LEDGER = new Ledger();

  /** Held, for the log manager forgets loggers, and their levels, that nobody holds. */
  private static final Logger OURS = Logger.getLogger("dev.gatehouse");

  /** Made by JUnit, which finds it as a service. */
  public SecrecyWatch() {}

  /** Notes a secret; called by its constructor. */
  public static void secret(String text) {
    LEDGER.secret(text);
  }

  /** Notes what a client was told, such as the body of an error. */
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
   * Puts another form of the class in the place of the one that was compiled, before anything asks
   * for it: one whose constructor tells what it is given.
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
      throw new IllegalStateException(name + " was there before it could be watched", e);
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

  /** Reads what is logged. */
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

  /** Ends the run with an error where something leaked. */
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
