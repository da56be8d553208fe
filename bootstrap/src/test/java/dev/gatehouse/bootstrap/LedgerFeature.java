package dev.gatehouse.bootstrap;

import dev.gatehouse.adapter.http.spi.Feature;
import dev.gatehouse.adapter.http.spi.FeatureContext;
import dev.gatehouse.adapter.http.spi.Route;
import dev.gatehouse.adapter.http.spi.RunningFeature;
import dev.gatehouse.adapter.http.spi.Setting;
import dev.gatehouse.domain.audit.UserEvent;
import dev.gatehouse.domain.audit.UserEvent.UserDeleted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A feature that writes down which users were deleted. {@link DeletionsIT} packs it. */
public abstract class LedgerFeature implements Feature {
  private final String name;
  private final Setting<String> file;

  /** Writes into the file of {@code FIRST_LEDGER}. */
  public static final class First extends LedgerFeature {
    /** For the service loader. */
    public First() {
      super("first");
    }
  }

  /** Writes into the file of {@code SECOND_LEDGER}. */
  public static final class Second extends LedgerFeature {
    /** For the service loader. */
    public Second() {
      super("second");
    }
  }

  private LedgerFeature(String name) {
    this.name = name;
    this.file =
        Setting.text(setting(name), "/dev/null", _ -> true, "a file", "where deletions are noted");
  }

  static String setting(String name) {
    return name.equals("first") ? "FIRST_LEDGER" : "SECOND_LEDGER";
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(file);
  }

  @Override
  public RunningFeature start(FeatureContext context) {
    return new Ledger(Path.of(context.settings().get(file)));
  }

  /** The running feature. */
  record Ledger(Path file) implements RunningFeature {
    @Override
    public List<Route> routes() {
      return List.of();
    }

    @Override
    public void onUserEvent(UserEvent event) {
      if (event instanceof UserDeleted(var subject)) {
        try {
          Files.writeString(
              file, subject.value() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    @Override
    public void close() {}
  }
}
