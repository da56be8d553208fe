package dev.gatehouse.adapter.cognito;

import static dev.gatehouse.domain.account.RegistrationConfirmation.AUTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.adapter.cognito.quota.Quotas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CognitoSettingsTest {
  private static CognitoSettings settings(String region, String pool, String client) {
    return new CognitoSettings(
        region, pool, client, null, AUTO, null, Quotas.NONE, new RiskContext("localhost", false));
  }

  @ParameterizedTest
  @CsvSource({
    "eu-central-1, eu-central-1_AbCdEfGhI, 3n4b5urk1ft4fl3mg5e62d9ado",
    "us-gov-west-1, us-gov-west-1_AbCdEfGhI, 3n4b5urk1ft4fl3mg5e62d9ado",
    "local, local_1a2B3c4D, 5kx3z1a7b0"
  })
  void ids_of_the_service_and_of_an_emulator_are_accepted(
      String region, String pool, String client) {
    assertThat(settings(region, pool, client).userPoolId()).isEqualTo(pool);
  }

  @ParameterizedTest
  @CsvSource({
    "'', eu-central-1_AbCdEfGhI, client",
    "example.com/, eu-central-1_AbCdEfGhI, client",
    "eu-central-1, '', client",
    "eu-central-1, AbCdEfGhI, client",
    "eu-central-1, eu-central-1_AbCdEfGhIAbCdEfGhIAbCdEfGhIAbCdEfGhIAbCdEfGhIAbCdEfGhI, client",
    "eu-central-1, eu-central-1_AbCdEfGhI, ''",
    "eu-central-1, eu-central-1_AbCdEfGhI, two words"
  })
  void malformed_id_is_refused(String region, String pool, String client) {
    assertThatIllegalArgumentException().isThrownBy(() -> settings(region, pool, client));
  }

  @Test
  void secret_is_not_printed() {
    assertThat(Fixtures.settings(null, new ClientSecret("hush")).toString())
        .contains("ClientSecret[redacted]")
        .doesNotContain("hush");
  }
}
