package dev.gatehouse.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.domain.account.PasswordPolicy;
import dev.gatehouse.domain.token.TokenUse;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the responses for the pages and their files. */
final class WebPagesTest {
  private static final List<String> PAGES =
      List.of("/", "/sign-up", "/forgot-password", "/account");
  private static final Pattern REFERENCE = Pattern.compile("(?:href|src|action)=\"([^\"]*)\"");
  private static final Pattern IMPORT = Pattern.compile("from '\\./([a-z-]+\\.js)'");

  @AutoClose private final Pages pages = new Pages("https://example.com/auth/", false);

  @Test
  void page_links_exist_below_the_public_path() {
    for (String page : PAGES) {
      String html = pages.get(page).body();
      for (String reference : references(REFERENCE, html)) {
        assertThat(reference).as(page).startsWith("/auth/");
        assertThat(pages.get(reference.substring("/auth".length())).statusCode())
            .as(reference)
            .isEqualTo(200);
      }
    }
  }

  @Test
  void hints_explain_the_password_policy() {
    try (Pages passphrase =
        new Pages("https://example.com/auth/", false, PasswordPolicy.PASSPHRASE)) {
      for (String page : List.of("/", "/sign-up", "/forgot-password", "/account")) {
        assertThat(pages.get(page).body())
            .contains("At least 8 characters, with upper-case and lower-case letters and a digit.")
            .doesNotContain("{password-hint}");
        assertThat(passphrase.get(page).body()).contains("At least 15 characters, for example");
      }
    }
  }

  @Test
  void every_script_exists_and_is_used() {
    Set<String> reached = new TreeSet<>();
    for (String page : PAGES) {
      references(REFERENCE, pages.get(page).body()).stream()
          .filter(reference -> reference.endsWith(".js"))
          .map(reference -> reference.substring("/auth/pages/".length()))
          .forEach(script -> follow(script, reached));
    }
    assertThat(reached)
        .containsExactlyInAnyOrder(
            "account.js",
            "api.js",
            "forgot-password.js",
            "form.js",
            "captured-codes.js",
            "qr-creator.js",
            "session.js",
            "sign-in.js",
            "sign-up.js",
            "totp.js",
            "visit.js",
            "messages.js");
  }

  private void follow(String script, Set<String> reached) {
    if (reached.add(script)) {
      HttpResponse<String> file = pages.get("/pages/" + script);
      assertThat(file.statusCode()).as(script).isEqualTo(200);
      assertThat(file.headers().firstValue("Content-Type"))
          .hasValue("text/javascript;charset=utf-8");
      references(IMPORT, file.body()).forEach(imported -> follow(imported, reached));
    }
  }

  private static List<String> references(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }

  @Test
  void pages_contain_no_inline_code_and_no_external_link() {
    for (String page : PAGES) {
      assertThat(pages.get(page).body())
          .as(page)
          .doesNotContain("<style", "style=", "javascript:", "http:", "https:")
          .doesNotContainPattern("<script(?! src=)")
          .doesNotContainPattern(" on[a-z]+=");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/account", "/pages/session.js", "/pages/simple.css"})
  void security_headers_block_external_content(String path) {
    HttpResponse<String> file = pages.get(path);

    assertThat(file.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none';")
        .contains("frame-ancestors 'none'", "form-action 'none'", "base-uri 'none'")
        .doesNotContain("unsafe", "http", "*", "data:");
    assertThat(file.headers().firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
    assertThat(file.headers().firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
    assertThat(file.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void every_form_uses_the_post_method() {
    for (String page : PAGES) {
      assertThat(pages.get(page).body())
          .as(page)
          .doesNotContainPattern("<form(?! method=\"post\")");
    }
  }

  @Test
  void submit_buttons_are_disabled_at_first() {
    for (String page : PAGES) {
      assertThat(pages.get(page).body())
          .as(page)
          .doesNotContainPattern("<button(?![^>]*( type=\"button\"| disabled))");
    }
  }

  @Test
  void page_title_escapes_html_markup() {
    assertThat(pages.get("/").body())
        .contains("<title>Sign in · A &amp; &quot;B&quot; &lt;C&gt;</title>")
        .doesNotContain("{");
  }

  @Test
  void unchanged_file_is_not_sent_again() {
    HttpResponse<String> first = pages.get("/pages/simple.css");
    String tag = first.headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again = pages.get("/pages/simple.css", "If-None-Match", tag);

    assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers().firstValue("ETag")).hasValue(tag);
    assertThat(pages.get("/pages/simple.css", "If-None-Match", "\"other\"").statusCode())
        .isEqualTo(200);
    assertThat(pages.get("/pages/api.js").headers().firstValue("ETag")).isNotEqualTo(tag);
  }

  @Test
  void other_files_of_the_jar_are_not_served() {
    for (String path :
        List.of(
            "/pages/sign-in.html",
            "/pages/..%2Fpackage-info.class",
            "/pages/",
            "/dev/captured-codes")) {
      assertThat(pages.get(path).statusCode()).as(path).isIn(400, 404);
    }
  }

  @Test
  void invalid_settings_are_refused() {
    assertThatThrownBy(
            () ->
                new WebSettings(
                    URI.create("ftp://example.com"), "A", TokenUse.ID, PasswordPolicy.COMPOSED))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new WebSettings(
                    URI.create("http://auth_server"), "A", TokenUse.ID, PasswordPolicy.COMPOSED))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new WebSettings(
                    URI.create("https:///auth"), "A", TokenUse.ID, PasswordPolicy.COMPOSED))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new WebSettings(
                    URI.create("https://example.com"), "", TokenUse.ID, PasswordPolicy.COMPOSED))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
