package dev.gatehouse.domain.token;

import java.util.Locale;

/**
 * Why a token was refused: for the log and the counters, never for the caller.
 *
 * <p>Each reason has a stable name, its {@link #code()}; the groups follow the order in which a
 * token is looked at.
 */
public sealed interface TokenRefusal {
  /** The reason's name as it is declared. */
  String name();

  /** The reason's stable name, in snake_case. */
  default String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The text is not a signed JWT in compact form (RFC 7515, 3.1). */
  enum Form implements TokenRefusal {
    /** Larger than any token a provider issues. */
    TOO_LARGE,
    /**
     * Another number of parts than three: JSON serialization, an encrypted token, or none at all.
     */
    NOT_THREE_PARTS,
    /** A part is not canonical base64url. */
    BAD_BASE64,
    /** The header or the claims are not one strict JSON object. */
    BAD_JSON
  }

  /** The header asks for something that is not done here. */
  enum Header implements TokenRefusal {
    /** No algorithm, or not as a string. */
    NO_ALGORITHM,
    /** Another algorithm than the key's, or none. */
    WRONG_ALGORITHM,
    /** Brings a key of its own, or says where to get one. */
    EMBEDDED_KEY,
    /** Names parameters that must be understood (RFC 7515, 4.1.11); none are. */
    CRITICAL_PARAMETER,
    /** Says how the payload is encoded (RFC 7797). */
    UNENCODED_PAYLOAD,
    /** Says that the payload is compressed. */
    COMPRESSED_PAYLOAD,
    /** Says that the payload is a token itself, or of some other type than claims. */
    NESTED_PAYLOAD,
    /** Says that it is something else than a JWT. */
    WRONG_TYPE
  }

  /** The signature can't be, or is not, that of a trusted key. */
  enum Key implements TokenRefusal {
    /** No key id, or not as a string. */
    NO_KEY_ID,
    /** Names no usable key of any trusted issuer. */
    UNKNOWN_KEY,
    /** The signature does not hold. */
    BAD_SIGNATURE
  }

  /** The token is genuine, but not for here and now. */
  enum Claim implements TokenRefusal {
    /** Issued by another issuer than the one whose key signed it, or by none. */
    WRONG_ISSUER,
    /** An ID token where an access token is asked for, the reverse, or neither. */
    WRONG_USE,
    /** Issued for another client. */
    WRONG_CLIENT,
    /** {@code exp} is missing or not a sensible number of seconds. */
    BAD_EXPIRY,
    /** Its time is over. */
    EXPIRED,
    /** {@code iat} is not a sensible number of seconds. */
    BAD_ISSUE_TIME,
    /** Says that it was issued in the future. */
    ISSUED_IN_FUTURE,
    /** {@code nbf} is not a sensible number of seconds. */
    BAD_START,
    /** Its time has not come. */
    NOT_YET_VALID,
    /** {@code sub} is missing, empty or no string. */
    BAD_SUBJECT,
    /** The user name is missing or can't be one. */
    BAD_USERNAME,
    /** The groups are not a list of names. */
    BAD_GROUPS,
    /** {@code email} or {@code email_verified} has the wrong type. */
    BAD_EMAIL,
    /** {@code origin_jti} is empty or no string. */
    BAD_ORIGIN,
    /** Genuine and in force, but revoked since. */
    REVOKED
  }
}
