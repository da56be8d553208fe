package dev.gatehouse.bootstrap;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import dev.gatehouse.harness.emulator.NpmPackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The installed Chromium, controlled by Playwright. Its driver comes from the npm registry.
 *
 * <p>Every host name that ends with {@code .test} resolves to this machine.
 */
final class Browser implements AutoCloseable {
  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final String axe;

  Browser() {
    try {
      Path modules = NpmPackage.ofThisBuild(Browser.class, "browser").modules();
      axe = Files.readString(modules.resolve("axe-core/axe.min.js"));
      System.setProperty("playwright.cli.dir", driver(modules).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_NODEJS_PATH", "node",
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-dev-shm-usage",
                            "--host-resolver-rules=MAP *.test 127.0.0.1")));
  }

  /** Creates the folder in the layout that the driver requires. */
  private static Path driver(Path modules) throws IOException {
    Path folder = Files.createDirectories(modules.resolveSibling("driver"));
    Path link = folder.resolve("package");
    try {
      Files.createSymbolicLink(link, modules.resolve("playwright-core"));
    } catch (FileAlreadyExistsException _) {
      // An earlier test, or one in another JVM, has created it.
    }
    return folder;
  }

  private static Path executable() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      Path program = Path.of(folder, "chromium");
      if (Files.isExecutable(program)) {
        return program;
      }
    }
    throw new IllegalStateException("no chromium on the PATH");
  }

  /** Opens a window of this width for a new visitor. */
  Visitor visitor(Width width, int port) {
    return new Visitor(chromium, axe, width, port);
  }

  @Override
  public void close() {
    playwright.close();
  }
}
