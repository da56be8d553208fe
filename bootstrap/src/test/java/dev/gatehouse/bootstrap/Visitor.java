package dev.gatehouse.bootstrap;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.RequestOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/**
 * A visitor of the pages with a separate browser context. Finds elements by their accessible names.
 *
 * <p>At the end of the visit, the console must have no errors except the expected refusals, and no
 * request may have gone to another host.
 */
final class Visitor implements AutoCloseable {
  /** The password of all visitors who have not chosen another. */
  static final String PASSWORD = "Correct1horse";

  /** The maximum time of a visit, because not every browser call has a time-out. */
  static final int MOST_SECONDS = 180;

  private static final double PATIENCE_MILLIS = 15_000;

  /** The folder of the pictures; {@code scripts/screenshots.sh} sets another one. */
  private static final Path PICTURES =
      Path.of(System.getProperty("screenshots.folder", "target/screenshots"));

  /** The console message that Chromium itself writes for every error response. */
  private static final Pattern REFUSAL =
      Pattern.compile("Failed to load resource: the server responded with a status of (\\d+) .*");

  private final BrowserContext context;
  private final Width width;
  private final String origin;
  private final String axe;
  private final List<String> errors = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();
  private boolean amongStrangers;
  private Page page;

  Visitor(Browser chromium, String axe, Width width, int port) {
    this.axe = axe;
    this.width = width;
    this.origin = "http://127.0.0.1:" + port;
    this.context =
        chromium.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(origin)
                .setViewportSize(width.pixels(), width.height()));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    context.onConsoleMessage(this::note);
    context.onWebError(error -> errors.add(error.error()));
    context.onRequest(
        request -> {
          requests.add(request.url());
          String sent = request.postData();
          if (sent != null) {
            SecretsInUse.note(sent);
          }
        });
    this.page = context.newPage();
  }

  private void note(ConsoleMessage message) {
    if (message.type().equals("error") || message.type().equals("warning")) {
      errors.add(message.text());
    }
  }

  /** Returns the current tab. */
  Page page() {
    return page;
  }

  /** Switches to another tab. */
  Visitor turnTo(Page tab) {
    page = tab;
    return this;
  }

  Page newTab() {
    return context.newPage();
  }

  /** Replaces a response of the server. */
  Visitor answering(String path, Consumer<com.microsoft.playwright.Route> answer) {
    context.route("**" + path, answer);
    return this;
  }

  /** Allows requests to other hosts. */
  Visitor amongStrangers() {
    amongStrangers = true;
    return this;
  }

  /** Sets the refusals that the console may report next. */
  Visitor expecting(int... statuses) {
    for (int status : statuses) {
      expected.add(Integer.toString(status));
    }
    return this;
  }

  Visitor open(String path) {
    page.navigate(path);
    return this;
  }

  Visitor fill(String label, String text) {
    field(label).fill(text);
    return this;
  }

  Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true))
        .and(page.locator("input"))
        .filter(new Locator.FilterOptions().setVisible(true));
  }

  Visitor press(String button) {
    button(button).click();
    return this;
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Visitor canPress(String button) {
    assertThat(button(button)).isVisible();
    return this;
  }

  /** Checks that the button is not visible. */
  Visitor canNotPress(String button) {
    assertThat(button(button)).hasCount(0);
    return this;
  }

  Visitor follow(String link) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true)).click();
    return this;
  }

  /** Waits for the page or step with this title until it is usable. */
  Visitor isAt(String title) {
    assertThat(
            page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(title).setLevel(1)))
        .isVisible();
    assertThat(page.locator("button:disabled:visible")).hasCount(0);
    return this;
  }

  /** Checks that the page contains this text. */
  Visitor reads(String text) {
    assertThat(page.locator("main")).containsText(text);
    return this;
  }

  Visitor doesNotRead(String text) {
    assertThat(page.locator("main")).not().containsText(text);
    return this;
  }

  /** Checks the error beside a field, which screen readers read with the field. */
  Visitor readsBeside(String label, String text) {
    assertThat(field(label)).hasAccessibleDescription(beginning(text));
    assertThat(field(label)).hasAttribute("aria-invalid", "true");
    assertThat(field(label)).isFocused();
    return this;
  }

  /**
   * Playwright passes the pattern to the browser, whose regular expressions do not have Java's
   * quotation.
   */
  private static Pattern beginning(String text) {
    return Pattern.compile("^" + text.replaceAll("[^A-Za-z0-9 ]", "\\\\$0"));
  }

  Visitor finds(String label, String value) {
    assertThat(field(label)).hasValue(value);
    return this;
  }

  /** Checks the value of a name in the profile. */
  Visitor readsOf(String name, String text) {
    assertThat(page.locator("dt:text-is('" + name + "') + dd")).hasText(text);
    return this;
  }

  /** Creates an account with this name. */
  Visitor signsUp(String username) {
    return open("/sign-up")
        .fill("User name", username)
        .fill("E-mail address", username + "@example.com")
        .fill("Password", PASSWORD)
        .press("Create an account");
  }

  /** Does the first step to sign in. */
  Visitor signsIn(String username, String password) {
    return isAt("Sign in").fill("User name", username).fill("Password", password).press("Sign in");
  }

  /** Signs in with a request, before a page is opened. */
  Visitor comesWithSession(String username) {
    assertThat(
            context
                .request()
                .post(
                    "/session/login",
                    RequestOptions.create()
                        .setHeader("Origin", origin)
                        .setData(Map.of("username", username, "password", PASSWORD))))
        .isOK();
    return this;
  }

  /** Waits until the page shows another code than before, and returns it. */
  String newestCode(String former) {
    Locator code = page.locator(".newest-code:visible output");
    assertThat(code).not().hasText(former);
    return code.innerText();
  }

  /** Returns the text of the QR code. */
  String readsQrCode() throws IOException, NotFoundException {
    Locator canvas = page.locator("canvas:visible");
    canvas.waitFor();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(canvas.screenshot()));
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    BinaryBitmap bitmap =
        new BinaryBitmap(
            new HybridBinarizer(
                new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels)));
    try {
      return new QRCodeReader().decode(bitmap).getText();
    } catch (com.google.zxing.ReaderException e) {
      throw new AssertionError("no camera reads this", e);
    }
  }

  /**
   * Checks the page in light and dark mode: nothing is wider than the window, it has no
   * accessibility faults, and it takes a screenshot.
   */
  Visitor looksAt(String name) {
    for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      assertThat(violations()).as("%s, %s, %s", name, width, scheme).isEqualTo("");
    }
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("%s is not wider than a %s", name, width)
        .isEqualTo(true);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(PICTURES.resolve(name + "-" + width.lowerCase() + ".png")));
    return this;
  }

  private String violations() {
    page.evaluate(axe);
    return String.valueOf(
        page.evaluate(
            """
            async () => {
              const { violations } = await axe.run();
              return violations
                .flatMap(({ id, nodes }) => nodes.map((n) => `${id}: ${n.html} ${n.failureSummary}`))
                .join('\\n');
            }
            """));
  }

  /** Returns the session cookie. There must be exactly one, which scripts cannot read. */
  Cookie sessionCookie() {
    List<Cookie> cookies = context.cookies();
    assertThat(cookies).hasSize(1);
    assertThat(page.evaluate("document.cookie")).isEqualTo("");
    return cookies.getFirst();
  }

  private static String sessionOf(List<Cookie> cookies) {
    return cookies.stream()
        .map(cookie -> "\"refreshToken\":\"" + cookie.value + "\"")
        .collect(Collectors.joining());
  }

  boolean hasSession() {
    return !context.cookies().isEmpty();
  }

  @Override
  public void close() {
    try {
      SecretsInUse.note(sessionOf(context.cookies()));
      if (amongStrangers) {
        return;
      }
      List<String> refusals = new ArrayList<>();
      for (String error : errors) {
        var refusal = REFUSAL.matcher(error);
        refusals.add(refusal.matches() ? refusal.group(1) : error);
      }
      assertThat(refusals).as("errors in the console").isEqualTo(expected);
      assertThat(requests)
          .extracting(URI::create)
          .allMatch(url -> origin.equals(url.getScheme() + "://" + url.getAuthority()));
    } finally {
      context.close();
    }
  }
}
