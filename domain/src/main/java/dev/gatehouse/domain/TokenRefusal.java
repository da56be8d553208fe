package dev.gatehouse.domain;

/** Why a token was refused: for the log and the counters, never for the caller. */
public sealed interface TokenRefusal {
  /** A stable name in snake_case. */
  String code();

  /** Larger than any token a provider issues. */
  record TooLarge() implements TokenRefusal {
    @Override
    public String code() {
      return "too_large";
    }
  }

  /** Not a signed JWT in compact form. */
  record Malformed() implements TokenRefusal {
    @Override
    public String code() {
      return "malformed";
    }
  }

  /** Signed by another algorithm than the key's, or by none. */
  record WrongAlgorithm() implements TokenRefusal {
    @Override
    public String code() {
      return "wrong_algorithm";
    }
  }

  /** Names no key of its issuer's key set. */
  record UnknownKey() implements TokenRefusal {
    @Override
    public String code() {
      return "unknown_key";
    }
  }

  /** The signature does not hold. */
  record BadSignature() implements TokenRefusal {
    @Override
    public String code() {
      return "bad_signature";
    }
  }

  /** A claim is missing, has the wrong type or holds an impossible value. */
  record BadClaim() implements TokenRefusal {
    @Override
    public String code() {
      return "bad_claim";
    }
  }

  /** Issued by another issuer than the configured ones. */
  record WrongIssuer() implements TokenRefusal {
    @Override
    public String code() {
      return "wrong_issuer";
    }
  }

  /** Issued for another client. */
  record WrongClient() implements TokenRefusal {
    @Override
    public String code() {
      return "wrong_client";
    }
  }

  /** An ID token where an access token is asked for, or the reverse. */
  record WrongUse() implements TokenRefusal {
    @Override
    public String code() {
      return "wrong_use";
    }
  }

  /** Its time is over. */
  record Expired() implements TokenRefusal {
    @Override
    public String code() {
      return "expired";
    }
  }

  /** Its time has not come: {@code nbf} or {@code iat} lies in the future. */
  record NotYetValid() implements TokenRefusal {
    @Override
    public String code() {
      return "not_yet_valid";
    }
  }
}
