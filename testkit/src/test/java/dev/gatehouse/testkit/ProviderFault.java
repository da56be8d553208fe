package dev.gatehouse.testkit;

import dev.gatehouse.domain.AccessToken;
import dev.gatehouse.domain.BearerToken;
import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Group;
import dev.gatehouse.domain.Identity;
import dev.gatehouse.domain.LoginOutcome;
import dev.gatehouse.domain.Password;
import dev.gatehouse.domain.Subject;
import dev.gatehouse.domain.TokenRefusal;
import dev.gatehouse.domain.TokenUse;
import dev.gatehouse.domain.Tokens;
import dev.gatehouse.domain.Username;
import dev.gatehouse.domain.VerificationOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a provider, and the tests of the contract that show it. */
@SuppressWarnings("ImmutableEnumChecker") // The fields' types can't say that nothing changes.
enum ProviderFault {
  NONE(ModelIdentityProvider::new),

  ACCEPTS_ANY_PASSWORD(
      () ->
          new ModelIdentityProvider() {
            @Override
            boolean matches(Password kept, Password presented) {
              return true;
            }
          },
      "unknown_user_and_wrong_password_look_the_same",
      "password_that_differs_slightly_is_refused",
      "taken_name_is_refused_and_its_owner_untouched",
      "one_of_many_simultaneous_registrations_of_a_name_succeeds"),

  COMPARES_72_BYTES_OF_PASSWORDS(
      () ->
          new ModelIdentityProvider() {
            @Override
            boolean matches(Password kept, Password presented) {
              return Arrays.equals(first72Bytes(kept), first72Bytes(presented));
            }

            private byte[] first72Bytes(Password password) {
              return Arrays.copyOf(password.reveal().getBytes(StandardCharsets.UTF_8), 72);
            }
          },
      "password_that_differs_slightly_is_refused"),

  COMPARES_PASSWORDS_WITHOUT_CASE(
      () ->
          new ModelIdentityProvider() {
            @Override
            boolean matches(Password kept, Password presented) {
              return kept.reveal().equalsIgnoreCase(presented.reveal());
            }
          },
      "password_that_differs_slightly_is_refused"),

  COMPARES_PASSWORDS_AS_ASCII(
      () ->
          new ModelIdentityProvider() {
            @Override
            boolean matches(Password kept, Password presented) {
              return inAscii(kept.reveal()).equals(inAscii(presented.reveal()));
            }
          },
      "password_that_differs_slightly_is_refused"),

  REVEALS_UNKNOWN_USERS(
      () ->
          new ModelIdentityProvider() {
            @Override
            LoginOutcome unknownUser() {
              return new LoginOutcome.UserNotConfirmed();
            }
          },
      "unknown_user_and_wrong_password_look_the_same"),

  LEAVES_USERS_UNCONFIRMED(
      () ->
          new ModelIdentityProvider() {
            @Override
            LoginOutcome rightPassword(User user) {
              return new LoginOutcome.UserNotConfirmed();
            }
          },
      "registered_user_logs_in_with_the_password",
      "taken_name_is_refused_and_its_owner_untouched",
      "names_that_differ_in_case_alone_are_one_name",
      "one_of_many_simultaneous_registrations_of_a_name_succeeds",
      "name_is_kept_as_first_written",
      "names_and_passwords_of_any_script_work",
      "tokens_verify_and_say_who_the_user_is",
      "subject_is_stable_and_differs_between_users",
      "each_login_gets_tokens_of_its_own",
      "password_that_differs_slightly_is_refused"),

  OVERWRITES_THE_OWNER_OF_A_TAKEN_NAME(
      () ->
          new ModelIdentityProvider() {
            @Override
            boolean add(Map<String, User> users, String key, User user) {
              users.put(key, user);
              return true;
            }
          },
      "taken_name_is_refused_and_its_owner_untouched",
      "names_that_differ_in_case_alone_are_one_name",
      "one_of_many_simultaneous_registrations_of_a_name_succeeds"),

  OVERWRITES_THE_OWNER_OF_A_TAKEN_NAME_SILENTLY(
      () ->
          new ModelIdentityProvider() {
            @Override
            boolean add(Map<String, User> users, String key, User user) {
              return users.put(key, user) == null;
            }
          },
      "taken_name_is_refused_and_its_owner_untouched",
      "one_of_many_simultaneous_registrations_of_a_name_succeeds"),

  CHANGES_THE_ADDRESS_OF_A_TAKEN_NAME(
      () ->
          new ModelIdentityProvider() {
            @Override
            boolean add(Map<String, User> users, String key, User user) {
              boolean added = super.add(users, key, user);
              users.computeIfPresent(key, (_, owner) -> owner.withEmail(user.email()));
              return added;
            }
          },
      "taken_name_is_refused_and_its_owner_untouched"),

  LOOKS_BEFORE_IT_ADDS(
      () ->
          new ModelIdentityProvider() {
            private final CountDownLatch twoHaveLooked = new CountDownLatch(2);

            @Override
            boolean add(Map<String, User> users, String key, User user) {
              boolean taken = users.containsKey(key);
              // The contract's rivals are virtual threads; other registrations are alone.
              if (Thread.currentThread().isVirtual()) {
                twoHaveLooked.countDown();
                await(twoHaveLooked);
              }
              if (!taken) {
                users.put(key, user);
              }
              return !taken;
            }
          },
      "one_of_many_simultaneous_registrations_of_a_name_succeeds"),

  COMPARES_NAMES_WITH_CASE(
      () ->
          new ModelIdentityProvider() {
            @Override
            String key(Username username) {
              return username.value();
            }
          },
      "names_that_differ_in_case_alone_are_one_name"),

  FOLDS_THE_CASE_OF_ASCII_ALONE(
      () ->
          new ModelIdentityProvider() {
            @Override
            String key(Username username) {
              return username
                  .value()
                  .codePoints()
                  .map(c -> c < 128 ? Character.toLowerCase(c) : c)
                  .collect(
                      StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                  .toString();
            }
          },
      "names_that_differ_in_case_alone_are_one_name"),

  KEEPS_NAMES_FOLDED(
      () ->
          new ModelIdentityProvider() {
            @Override
            boolean add(Map<String, User> users, String key, User user) {
              return super.add(users, key, user.withUsername(new Username(key)));
            }
          },
      "name_is_kept_as_first_written"),

  KEEPS_NAMES_IN_ASCII(
      () ->
          new ModelIdentityProvider() {
            @Override
            boolean add(Map<String, User> users, String key, User user) {
              Username kept = new Username(inAscii(user.username().value()));
              return super.add(users, key, user.withUsername(kept));
            }
          },
      "names_and_passwords_of_any_script_work"),

  TELLS_ANOTHER_SUBJECT(
      () ->
          new ModelIdentityProvider() {
            @Override
            Subject told(Subject subject) {
              return new Subject("another");
            }
          },
      "registered_user_logs_in_with_the_password"),

  ISSUES_TOKENS_THAT_DO_NOT_VERIFY(
      () ->
          new ModelIdentityProvider() {
            @Override
            public VerificationOutcome verify(BearerToken token, Set<TokenUse> accepted) {
              return new VerificationOutcome.Refused(TokenRefusal.Key.UNKNOWN_KEY);
            }
          },
      "registered_user_logs_in_with_the_password",
      "taken_name_is_refused_and_its_owner_untouched",
      "name_is_kept_as_first_written",
      "names_and_passwords_of_any_script_work",
      "tokens_verify_and_say_who_the_user_is",
      "subject_is_stable_and_differs_between_users"),

  GIVES_THE_ID_TOKEN_FOR_AN_ACCESS_TOKEN(
      () ->
          new ModelIdentityProvider() {
            @Override
            Tokens tokens(User user) {
              Tokens right = super.tokens(user);
              AccessToken wrong = new AccessToken(right.idToken().reveal());
              return new Tokens(right.idToken(), wrong, right.refreshToken(), right.expiresIn());
            }
          },
      "tokens_verify_and_say_who_the_user_is"),

  GIVES_TOKENS_THAT_HAVE_EXPIRED(
      () ->
          new ModelIdentityProvider() {
            @Override
            Tokens tokens(User user) {
              Tokens right = super.tokens(user);
              return new Tokens(
                  right.idToken(), right.accessToken(), right.refreshToken(), Duration.ZERO);
            }
          },
      "registered_user_logs_in_with_the_password"),

  GIVES_THE_SAME_TOKENS_AGAIN(
      () ->
          new ModelIdentityProvider() {
            private final Map<User, Tokens> given = new ConcurrentHashMap<>();

            @Override
            Tokens tokens(User user) {
              return given.computeIfAbsent(user, super::tokens);
            }
          },
      "each_login_gets_tokens_of_its_own"),

  CHANGES_THE_SUBJECT_AT_EACH_LOGIN(
      () ->
          new ModelIdentityProvider() {
            @Override
            Tokens tokens(User user) {
              return super.tokens(user.withSubject(new Subject(UUID.randomUUID().toString())));
            }
          },
      "registered_user_logs_in_with_the_password",
      "subject_is_stable_and_differs_between_users",
      "taken_name_is_refused_and_its_owner_untouched"),

  GIVES_ALL_USERS_ONE_SUBJECT(
      () ->
          new ModelIdentityProvider() {
            @Override
            Tokens tokens(User user) {
              return super.tokens(user.withSubject(new Subject("everyone")));
            }
          },
      "registered_user_logs_in_with_the_password",
      "subject_is_stable_and_differs_between_users"),

  NAMES_ANOTHER_SUBJECT_IN_ACCESS_TOKENS(
      () ->
          new ModelIdentityProvider() {
            @Override
            Identity identity(User user, TokenUse use) {
              Subject other = new Subject(use + user.subject().value());
              return super.identity(user.withSubject(other), use);
            }
          },
      "registered_user_logs_in_with_the_password",
      "tokens_verify_and_say_who_the_user_is"),

  NAMES_ANOTHER_ADDRESS(
      () ->
          new ModelIdentityProvider() {
            @Override
            Identity identity(User user, TokenUse use) {
              return super.identity(user.withEmail(new EmailAddress("x@example.com")), use);
            }
          },
      "tokens_verify_and_say_who_the_user_is"),

  TAKES_ADDRESSES_FOR_VERIFIED(
      () ->
          new ModelIdentityProvider() {
            @Override
            Identity identity(User user, TokenUse use) {
              Identity.Email email =
                  use == TokenUse.ID ? new Identity.Email(user.email(), true) : null;
              return withEmail(super.identity(user, use), email);
            }
          },
      "tokens_verify_and_say_who_the_user_is"),

  PUTS_THE_ADDRESS_INTO_ACCESS_TOKENS(
      () ->
          new ModelIdentityProvider() {
            @Override
            Identity identity(User user, TokenUse use) {
              return withEmail(super.identity(user, use), new Identity.Email(user.email(), false));
            }
          },
      "tokens_verify_and_say_who_the_user_is"),

  PUTS_NEW_USERS_INTO_A_GROUP(
      () ->
          new ModelIdentityProvider() {
            @Override
            Identity identity(User user, TokenUse use) {
              Identity right = super.identity(user, use);
              return new Identity(
                  right.subject(), right.username(), right.email(), Set.of(new Group("admins")));
            }
          },
      "tokens_verify_and_say_who_the_user_is");

  private final Supplier<ModelIdentityProvider> provider;
  private final Set<String> brokenTests;

  ProviderFault(Supplier<ModelIdentityProvider> provider, String... brokenTests) {
    this.provider = provider;
    this.brokenTests = Set.of(brokenTests);
  }

  /** A new provider with this fault. */
  ModelIdentityProvider provider() {
    return provider.get();
  }

  /** The tests that fail because of this fault; all others pass. */
  Set<String> brokenTests() {
    return brokenTests;
  }

  private static String inAscii(String text) {
    return new String(text.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
  }

  private static Identity withEmail(Identity identity, Identity.@Nullable Email email) {
    return new Identity(identity.subject(), identity.username(), email, identity.groups());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
