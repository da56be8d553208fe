#!/usr/bin/env bash
# Creates the server's client in the user pool that USER_POOL_ID or env.sh names, and writes its id
# to env.sh. If the client exists already, the script uses it.
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

NAME=recommendation-backend

[[ $# -eq 0 ]] || fail 'takes no arguments'
require_aws_cli
pool=$(pool_id)

id=$(
  from_all_pages "UserPoolClients[?ClientName=='$NAME'].ClientId" \
    list-user-pool-clients --user-pool-id "$pool"
)
require_at_most_one "client named $NAME in user pool $pool" "$id"
if [[ -z $id ]]; then
  id=$(
    cognito create-user-pool-client --user-pool-id "$pool" --client-name "$NAME" \
      --no-generate-secret \
      --explicit-auth-flows ALLOW_ADMIN_USER_PASSWORD_AUTH ALLOW_REFRESH_TOKEN_AUTH \
      --prevent-user-existence-errors ENABLED \
      --enable-token-revocation \
      --query UserPoolClient.ClientId
  )
fi

if grep -qs '^export USER_POOL_ID=' "$ENV_FILE"; then
  remember USER_POOL_ID "$pool" # the client belongs to this pool
fi
remember COGNITO_CLIENT_ID "$id"
echo "User Pool Client created with id $id"
