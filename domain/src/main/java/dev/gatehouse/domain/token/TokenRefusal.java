package dev.gatehouse.domain.token;

import java.util.Locale;

/**
 * Why a token was refused. The reason is for logs and metrics, never for clients.
 *
 * <p>Each reason has a stable name, {@link #code()}. The groups follow the order of the checks.
 */
public sealed interface TokenRefusal {
  /** Returns the name of the constant. */
  String name();

  /** Returns the stable name of the reason, in snake_case. */
  default String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The text is not a signed JWT in compact form (RFC 7515, 3.1). */
  enum Form implements TokenRefusal {
    /** The token is larger than the tokens of any provider. */
    TOO_LARGE,
    /**
     * The token does not have three parts. It may be in JSON serialization, be encrypted, or not be
     * a token.
     */
    NOT_THREE_PARTS,
    /** A part is not in canonical base64url. */
    BAD_BASE64,
    /** The header is not a strict JSON object, or the payload is not a JSON object. */
    BAD_JSON
  }

  /** The header requires something that Gatehouse does not support. */
  enum Header implements TokenRefusal {
    /** The algorithm is missing or not a string. */
    NO_ALGORITHM,
    /** The algorithm is not that of the key. */
    WRONG_ALGORITHM,
    /** The header contains a key or the address of one. */
    EMBEDDED_KEY,
    /** The header lists critical parameters (RFC 7515, 4.1.11). None is supported. */
    CRITICAL_PARAMETER,
    /** The header changes the encoding of the payload (RFC 7797). */
    UNENCODED_PAYLOAD,
    /** The header says that the payload is compressed. */
    COMPRESSED_PAYLOAD,
    /** The header says that the payload is another token or something else than claims. */
    NESTED_PAYLOAD,
    /**
     * The header says that the token is not a JWT, or an ID token says that it is an access token.
     */
    WRONG_TYPE
  }

  /** No trusted key has made the signature. */
  enum Key implements TokenRefusal {
    /** The key id is missing or not a string. */
    NO_KEY_ID,
    /** No trusted issuer has a usable key with this id. */
    UNKNOWN_KEY,
    /** The signature is wrong. */
    BAD_SIGNATURE
  }

  /** The signature is right, but a claim that decides is wrong. */
  enum Claim implements TokenRefusal {
    /** The issuer is missing or not the owner of the key. */
    WRONG_ISSUER,
    /** The token is an ID token instead of an access token, or the reverse, or neither. */
    WRONG_USE,
    /** The token was issued for another client. */
    WRONG_CLIENT,
    /** {@code exp} is missing or not a valid time in seconds. */
    BAD_EXPIRY,
    /** The token has expired. */
    EXPIRED,
    /** {@code iat} is not a valid time in seconds. */
    BAD_ISSUE_TIME,
    /** The token was issued in the future. */
    ISSUED_IN_FUTURE,
    /** {@code nbf} is not a valid time in seconds. */
    BAD_START,
    /** The token is not valid yet. */
    NOT_YET_VALID,
    /** {@code sub} is missing, empty or not a string. */
    BAD_SUBJECT,
    /** The user name is missing or not valid. */
    BAD_USERNAME,
    /** {@code origin_jti} is empty or not a string. */
    BAD_ORIGIN,
    /** The token was revoked. */
    REVOKED
  }
}
