package dev.gatehouse.bootstrap;

import static dev.gatehouse.bootstrap.Visitor.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.NotFoundException;
import com.microsoft.playwright.Route;
import dev.gatehouse.domain.account.ConfirmationCode;
import dev.gatehouse.domain.totp.TotpSecret;
import dev.gatehouse.harness.emulator.RequiresTool;
import dev.gatehouse.harness.emulator.Tool;
import dev.gatehouse.testkit.Authenticator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Uses the pages as people do, in a browser with the packaged server, in the width of a phone and
 * of a desktop. Each step checks the page in detail; see {@link Visitor#looksAt}.
 */
@RequiresTool({Tool.CHROMIUM, Tool.NODE})
@Timeout(Visitor.MOST_SECONDS)
final class PagesIT {
  private static final String ANOTHER = "Another1horse";

  /** The settings of {@code ./gatehouse}, except for limits that the tests would reach. */
  @TempDir private static Path plainFolder;

  /** A server that sends codes, which the pages show. */
  @TempDir private static Path codesFolder;

  private static @Nullable GatehouseProcess plain;
  private static @Nullable GatehouseProcess codes;
  private static @Nullable Browser browser;

  @BeforeAll
  static void start() throws IOException {
    plain = GatehouseProcess.serve(plainFolder, GatehouseProcess.UNLIMITED);
    Map<String, String> variables = new HashMap<>(GatehouseProcess.UNLIMITED);
    variables.put("REGISTRATION_CONFIRMATION", "code");
    variables.put("DEV_CAPTURED_CODES", "on");
    codes = GatehouseProcess.serve(codesFolder, variables);
    browser = new Browser();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (plain != null) {
      plain.close();
    }
    if (codes != null) {
      codes.close();
    }
  }

  private static Visitor visitor(Width width, @Nullable GatehouseProcess server) {
    if (browser == null || server == null) {
      throw new IllegalStateException("not started");
    }
    return browser.visitor(width, server.port());
  }

  /** Returns a visitor who has signed up, confirmed the address and signed in. */
  private static Visitor owner(Visitor visitor, String username) {
    visitor.signsUp(username).isAt("Confirm your address");
    visitor.fill("Code", visitor.newestCode("none")).press("Confirm");
    return visitor.signsIn(username, PASSWORD).isAt("My account");
  }

  @ParameterizedTest
  @EnumSource
  void new_user_signs_up_and_uses_an_authenticator_app(Width width)
      throws IOException, NotFoundException {
    String alice = "alice-" + width.lowerCase();
    try (Visitor visitor = visitor(width, plain)) {
      visitor
          .open("/")
          .isAt("Sign in")
          .looksAt("sign-in")
          .follow("Create an account")
          .isAt("Create an account")
          .looksAt("sign-up");
      visitor
          .signsUp(alice)
          .isAt("Sign in")
          .reads("Your account is ready.")
          .finds("User name", alice);
      visitor
          .signsIn(alice, PASSWORD)
          .isAt("My account")
          .readsOf("User name", alice)
          .readsOf("E-mail", alice + "@example.com (not verified)")
          .canNotPress("Remove the app")
          .looksAt("account");
      assertThat(visitor.sessionCookie().httpOnly).isTrue();

      visitor.press("Set up an app");
      String uri = visitor.readsQrCode();
      assertThat(uri).startsWith("otpauth://totp/Gatehouse:" + alice + "?secret=");
      visitor.looksAt("authenticator-app");
      TotpSecret secret = new TotpSecret(secret(uri));
      visitor.reads(secret.reveal().replaceAll("(.{4})(?=.)", "$1 "));
      Authenticator app = new Authenticator(secret);
      Instant now = Instant.now();
      visitor
          .expecting(422)
          .fill("Code from the app", "000000")
          .press("Turn on")
          .readsBeside("Code from the app", "The code is wrong or has expired.")
          .fill("Code from the app", app.code(now).reveal())
          .press("Turn on")
          .reads("You now need a code from your app to sign in.")
          .canNotPress("Turn on")
          .canPress("Remove the app");

      visitor.press("Sign out").isAt("Sign in").reads("You are signed out.");
      assertThat(visitor.hasSession()).isFalse();

      visitor
          .signsIn(alice, PASSWORD)
          .isAt("Enter your code")
          .doesNotRead("You are signed out.")
          .looksAt("code-of-the-app");
      visitor
          .expecting(401)
          .fill("Code", "000000")
          .press("Sign in")
          .readsBeside("Code", "The code is wrong, or you waited too long.")
          .fill("Code", inGroups(app.code(now, 1)))
          .press("Sign in")
          .isAt("My account")
          .looksAt("account-with-app")
          .expecting(422)
          .fill("Code from the app to remove", "000000")
          .press("Remove the app")
          .readsBeside("Code from the app to remove", "The code is wrong or has expired.")
          .canPress("Remove the app");
    }
  }

  /** Returns a code as an app shows it. */
  private static String inGroups(ConfirmationCode code) {
    return code.reveal().replaceFirst("...", "$0 ");
  }

  private static String secret(String uri) {
    Matcher secret = Pattern.compile("secret=([A-Z2-7]+)").matcher(uri);
    assertThat(secret.find()).isTrue();
    return secret.group(1);
  }

  @ParameterizedTest
  @EnumSource
  void sent_code_confirms_the_address(Width width) {
    String bob = "bob-" + width.lowerCase();
    try (Visitor visitor = visitor(width, codes)) {
      visitor
          .signsUp(bob)
          .isAt("Confirm your address")
          .reads(bob + "@example.com")
          .looksAt("confirm-address");
      String first = visitor.newestCode("none");
      visitor
          .expecting(422)
          .fill("Code", "000000")
          .press("Confirm")
          .readsBeside("Code", "The code is wrong or has expired.")
          .press("Send another code")
          .reads("We have sent another code.");
      assertThat(visitor.newestCode(first)).isNotEqualTo(first);

      visitor.open("/");
      visitor
          .expecting(403)
          .signsIn(bob, PASSWORD)
          .isAt("Confirm your address")
          .reads("Confirm your account first.");
      visitor.fill("Code", visitor.newestCode(first)).press("Confirm");
      visitor.isAt("Sign in").reads("Your account is ready.").finds("User name", bob);
      visitor
          .signsIn(bob, PASSWORD)
          .isAt("My account")
          .readsOf("E-mail", bob + "@example.com (verified)");
    }
  }

  @ParameterizedTest
  @EnumSource
  void user_resets_forgotten_password(Width width) {
    String carol = "carol-" + width.lowerCase();
    try (Visitor visitor = visitor(width, codes)) {
      owner(visitor, carol).press("Sign out").isAt("Sign in");
      visitor
          .follow("Forgot your password?")
          .isAt("Forgot your password?")
          .looksAt("forgot-password")
          .fill("User name", carol)
          .press("Send a code")
          .isAt("Choose a new password")
          .looksAt("reset-password");
      String code = visitor.newestCode("none");
      visitor
          .expecting(422, 422)
          .fill("Code", code)
          .fill("New password", "short")
          .press("Set the password")
          .readsBeside("New password", "Use at least 8 characters.")
          .finds("Code", code)
          .fill("Code", "000000")
          .fill("New password", ANOTHER)
          .press("Set the password")
          .readsBeside("Code", "The code is wrong or has expired.")
          .fill("Code", code)
          .press("Set the password")
          .isAt("Sign in")
          .reads("Your password has changed.");
      visitor.signsIn(carol, ANOTHER).isAt("My account");
    }
  }

  @ParameterizedTest
  @EnumSource
  void user_changes_address_and_password_and_deletes_account(Width width) {
    String dave = "dave-" + width.lowerCase();
    try (Visitor visitor = visitor(width, codes)) {
      owner(visitor, dave)
          .fill("New e-mail address", dave + "@example.org")
          .press("Change the address")
          .reads("We have sent a code to the new address.")
          .looksAt("verify-address");
      visitor
          .fill("Code from the e-mail", visitor.newestCode("none"))
          .press("Verify the address")
          .reads("Your e-mail address is verified.")
          .readsOf("E-mail", dave + "@example.org (verified)");

      visitor
          .expecting(401)
          .fill("Current password", ANOTHER)
          .fill("New password", ANOTHER)
          .press("Change the password")
          .readsBeside("Current password", "The password is wrong.")
          .fill("Current password", PASSWORD)
          .press("Change the password")
          .reads("Your password has changed.");

      visitor.press("Sign out everywhere").isAt("Sign in").reads("You are signed out everywhere.");
      visitor
          .expecting(401)
          .signsIn(dave, PASSWORD)
          .readsBeside("Password", "The user name or the password is wrong.")
          .finds("User name", dave);
      visitor.signsIn(dave, ANOTHER).isAt("My account");

      visitor
          .expecting(401)
          .fill("Password", PASSWORD)
          .press("Delete my account")
          .readsBeside("Password", "The password is wrong.")
          .fill("Password", ANOTHER)
          .press("Delete my account")
          .isAt("Sign in")
          .reads("Your account is deleted.");
      assertThat(visitor.hasSession()).isFalse();
      visitor
          .expecting(401)
          .signsIn(dave, ANOTHER)
          .readsBeside("Password", "The user name or the password is wrong.");
    }
  }

  @ParameterizedTest
  @EnumSource
  void unverified_address_is_verified_later(Width width) {
    String erin = "erin-" + width.lowerCase();
    try (Visitor visitor = visitor(width, plain)) {
      visitor.signsUp(erin);
      visitor.signsIn(erin, PASSWORD).isAt("My account");
      assertThat(asksToVerify(visitor)).isTrue();
      visitor
          .press("Send a code to verify the address")
          .reads("We have sent a code.")
          .fill("Code from the e-mail", lastCode(plainFolder))
          .press("Verify the address")
          .reads("Your e-mail address is verified.")
          .readsOf("E-mail", erin + "@example.com (verified)");
      assertThat(asksToVerify(visitor)).isFalse();
      assertThat(visitor.button("Send a code to verify the address").isVisible()).isFalse();
    }
  }

  private static boolean asksToVerify(Visitor visitor) {
    return visitor.page().getByText("Your address is not verified. Verify it now").isVisible();
  }

  /** Reads the last code from the data folder, because no page shows it. */
  private static String lastCode(Path folder) {
    try {
      String line = Files.readAllLines(folder.resolve("data/captured-codes.jsonl")).getLast();
      Matcher code = Pattern.compile("\"code\":\"(\\d+)\"").matcher(line);
      assertThat(code.find()).isTrue();
      return code.group(1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void user_replaces_temporary_password(Width width) {
    String frank = "frank-" + width.lowerCase();
    try (Visitor visitor = visitor(width, plain)) {
      visitor.signsUp(frank);
      String temporary;
      try (GatehouseProcess command =
          GatehouseProcess.launch(plainFolder, Map.of(), "users", "reset-password", frank)
              .printingSecrets()) {
        assertThat(command.exitCode()).isZero();
        temporary = command.temporaryPassword();
      }
      visitor
          .signsIn(frank, temporary)
          .isAt("Choose a new password")
          .looksAt("new-password")
          .expecting(422)
          .fill("New password", "short")
          .press("Sign in")
          .readsBeside("New password", "Use at least 8 characters.")
          .fill("New password", ANOTHER)
          .press("Sign in")
          .isAt("My account");
    }
  }

  @ParameterizedTest
  @EnumSource
  void page_shows_error_beside_field_and_keeps_the_input(Width width) {
    String grace = "grace-" + width.lowerCase();
    try (Visitor visitor = visitor(width, plain)) {
      visitor
          .open("/sign-up")
          .press("Create an account")
          .readsBeside("User name", "Fill in this field.")
          .fill("User name", "no blanks")
          .fill("E-mail address", "nowhere")
          .fill("Password", "secret")
          .expecting(422)
          .press("Create an account")
          .readsBeside("User name", "Use letters, numbers and symbols")
          .looksAt("sign-up-errors")
          .finds("E-mail address", "nowhere")
          .finds("Password", "secret");
      assertThat(visitor.field("E-mail address").getAttribute("aria-invalid")).isEqualTo("true");
      assertThat(visitor.field("Password").getAttribute("aria-invalid")).isEqualTo("true");
      visitor.reads("Use at least 8 characters. Use at least one upper-case letter, A to Z.");

      visitor
          .fill("User name", grace + " ")
          .fill("E-mail address", grace + "@example.com")
          .fill("Password", PASSWORD)
          .press("Create an account")
          .isAt("Sign in")
          .finds("User name", grace);
      visitor
          .expecting(409)
          .signsUp(grace)
          .readsBeside("User name", "This user name is taken.")
          .finds("E-mail address", grace + "@example.com");
    }
  }

  @ParameterizedTest
  @EnumSource
  void pages_work_with_the_keyboard_only(Width width) {
    String heidi = "heidi-" + width.lowerCase();
    try (Visitor visitor = visitor(width, plain)) {
      visitor.open("/").isAt("Sign in");
      tab(visitor, 2).page().keyboard().press("Enter");
      visitor.isAt("Create an account");
      tab(visitor, 3).page().keyboard().type(heidi);
      tab(visitor, 1).page().keyboard().type(heidi + "@example.com");
      tab(visitor, 1).page().keyboard().type(PASSWORD);
      visitor.page().keyboard().press("Enter");
      visitor.isAt("Sign in").finds("User name", heidi);
      tab(visitor, 4).page().keyboard().type(PASSWORD);
      tab(visitor, 1).page().keyboard().press("Space");
      visitor.isAt("My account");
      tab(visitor, 1).page().keyboard().press("Enter");
      visitor.isAt("Sign in").reads("You are signed out.");
    }
  }

  private static Visitor tab(Visitor visitor, int times) {
    for (int i = 0; i < times; i++) {
      visitor.page().keyboard().press("Tab");
    }
    return visitor;
  }

  /** Challenges of a user pool that the embedded provider does not have. */
  @ParameterizedTest
  @EnumSource
  void pages_support_further_challenges_of_a_user_pool(Width width)
      throws IOException, NotFoundException {
    String setUp = "otpauth://totp/Gatehouse:ivan?secret=JBSWY3DPEHPK3PXP&issuer=Gatehouse";
    Map<String, String> next =
        Map.of(
            "/session/login",
            challenge("select_mfa_type", "{\"mfaTypes\":[\"software_token_mfa\",\"sms_mfa\"]}"),
            "{\"mfaType\":\"sms_mfa\"}",
            challenge("sms_mfa", "{\"destination\":\"+*******4321\"}"),
            "{\"code\":\"123456\"}",
            challenge(
                "mfa_setup",
                "{\"secret\":\"JBSWY3DPEHPK3PXP\",\"otpauthUri\":\"%s\"}".formatted(setUp)),
            "{\"code\":\"654321\"}",
            challenge("email_otp", "{}"));
    try (Visitor visitor = visitor(width, plain)) {
      visitor
          .answering("/session/login", route -> fulfill(route, next.get("/session/login")))
          .answering(
              "/session/login/challenge",
              route -> fulfill(route, next.get(answerIn(route.request().postData()))))
          .open("/");
      visitor
          .signsIn("ivan", PASSWORD)
          .isAt("How do you want to get your code?")
          .looksAt("choose-proof");
      visitor.page().getByLabel("Send a code to my phone").check();
      visitor
          .press("Continue")
          .isAt("Enter your code")
          .reads("We have sent a code to +*******4321.")
          .fill("Code", "123456")
          .press("Sign in")
          .isAt("Set up an authenticator app")
          .looksAt("set-up-app");
      assertThat(visitor.readsQrCode()).isEqualTo(setUp);
      visitor
          .fill("Code from the app", "654321")
          .press("Sign in")
          .isAt("Enter your code")
          .reads("We have sent a code to you.")
          .finds("Code", "")
          .press("Start again")
          .isAt("Sign in")
          .finds("User name", "ivan")
          .finds("Password", "");
    }
  }

  private static String challenge(String name, String parameters) {
    return "{\"challenge\":{\"name\":\"%s\",\"session\":\"of the login\",\"parameters\":%s}}"
        .formatted(name, parameters);
  }

  private static String answerIn(String body) {
    Matcher answer = Pattern.compile("\"answer\":(\\{[^}]*})").matcher(body);
    assertThat(answer.find()).as(body).isTrue();
    return answer.group(1);
  }

  private static void fulfill(Route route, @Nullable String body) {
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(body == null ? 500 : 200)
            .setContentType("application/json")
            .setBody(body == null ? "{}" : body));
  }

  @ParameterizedTest
  @EnumSource
  void page_explains_error_response_and_keeps_the_input(Width width) {
    try (Visitor visitor = visitor(width, plain)) {
      visitor.open("/");
      for (Trouble trouble : Trouble.values()) {
        visitor.answering("/session/login", trouble::befall);
        visitor.expecting(trouble.status);
        visitor
            .signsIn("judy", PASSWORD)
            .reads(trouble.words)
            .finds("User name", "judy")
            .finds("Password", PASSWORD);
      }
      visitor.looksAt("trouble");
    }
  }

  private enum Trouble {
    TOO_OFTEN(429, "too_many_attempts", "Too many attempts. Try again in 2 minutes."),
    OUT_OF_REACH(503, "identity_provider_unavailable", "Accounts are not available at the moment."),
    OVERLOADED(503, "overloaded", "The server is busy."),
    STRANGE_STEP(501, "challenge_not_supported", "Signing in requires a step that is not possible"),
    ELSEWHERE(403, "cross_site_request", "Open this page at the address"),
    BUG(500, "internal_error", "Something went wrong on our side."),
    NEW(418, "teapot", "Something went wrong on our side.");

    private final int status;
    private final String code;
    private final String words;

    Trouble(int status, String code, String words) {
      this.status = status;
      this.code = code;
      this.words = words;
    }

    private void befall(Route route) {
      route.fulfill(
          new Route.FulfillOptions()
              .setStatus(status)
              .setContentType("application/problem+json")
              .setHeaders(Map.of("Retry-After", "95"))
              .setBody("{\"code\":\"%s\"}".formatted(code)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void account_page_requires_sign_in(Width width) {
    String kim = "kim-" + width.lowerCase();
    try (Visitor visitor = visitor(width, plain)) {
      visitor.open("/account").isAt("Sign in").reads("Sign in to see your account.");
      visitor.signsUp(kim);
      visitor.signsIn(kim, PASSWORD).isAt("My account");
      visitor.open("/").isAt("My account");
      assertThat(URI.create(visitor.page().url()).getPath()).isEqualTo("/account");
      visitor.page().reload();
      visitor.isAt("My account").readsOf("User name", kim);
    }
  }

  @ParameterizedTest
  @EnumSource
  void user_ends_session_of_another_browser(Width width) {
    String lea = "lea-" + width.lowerCase();
    try (Visitor elsewhere = visitor(width, plain);
        Visitor visitor = visitor(width, plain)) {
      elsewhere.signsUp(lea);
      elsewhere.signsIn(lea, PASSWORD).isAt("My account");
      visitor
          .open("/")
          .signsIn(lea, PASSWORD)
          .isAt("My account")
          .reads("Chrome on Linux, 127.0.0.1, this session")
          .looksAt("account-with-sessions")
          .press("End session: Chrome on Linux")
          .reads("The session has ended.")
          .canNotPress("End session: Chrome on Linux");

      elsewhere.expecting(401).page().reload();
      elsewhere.isAt("Sign in").reads("Sign in to see your account.");
    }
  }
}
