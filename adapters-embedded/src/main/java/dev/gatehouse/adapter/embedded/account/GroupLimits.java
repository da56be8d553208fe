package dev.gatehouse.adapter.embedded.account;

import com.nimbusds.jose.util.JSONArrayUtils;
import dev.gatehouse.domain.Group;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Limits the groups of a user, so that no token is larger than a verifier accepts. */
final class GroupLimits {
  /** The limit of Cognito. */
  private static final int MAX_GROUPS = 100;

  /**
   * The maximum size of a user's groups in a token: names of {@link Group#MAX_LENGTH} ASCII
   * characters, each with two quotes and a comma. In base64 these are 17.1 of the 24 KiB of {@link
   * dev.gatehouse.domain.token.BearerToken#MAX_LENGTH}.
   */
  private static final int MAX_BYTES = MAX_GROUPS * (Group.MAX_LENGTH + 3) + 1;

  private GroupLimits() {}

  /** Returns whether a user in these groups may be in one more. */
  static boolean allow(List<String> groups, Group another) {
    List<String> names = new ArrayList<>(groups);
    names.add(another.name());
    return names.size() <= MAX_GROUPS
        && JSONArrayUtils.toJSONString(names).getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }
}
