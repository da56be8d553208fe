package dev.gatehouse.adapter.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ClientSecretTest {
  @Test
  void secret_hash_matches_the_developer_guide() {
    // Computed with Python's hmac, hashlib and base64.
    assertThat(new ClientSecret("client-sécret").hash("Älice名", "3n4b5urk1ft4fl3mg5e62d9ado"))
        .isEqualTo("o4m6YDtGgwRblIONnmOxooWbU09HVyKTu04idEbSq1Y=");
  }

  @Test
  void empty_secret_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ClientSecret(""));
  }
}
