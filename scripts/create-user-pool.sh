#!/usr/bin/env bash
# Creates the user pool, or finds the one that is there, and puts its id into env.sh.
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

NAME=recommendation-users

[[ $# -eq 0 ]] || fail 'takes no arguments'
require_aws_cli

id=$(from_all_pages "UserPools[?Name=='$NAME'].Id" list-user-pools)
require_at_most_one "user pool named $NAME" "$id"
if [[ -z $id ]]; then
  id=$(
    cognito create-user-pool --pool-name "$NAME" \
      --policies 'PasswordPolicy={MinimumLength=8,RequireUppercase=true,RequireLowercase=true,RequireNumbers=true,RequireSymbols=false}' \
      --username-configuration CaseSensitive=false \
      --query UserPool.Id
  )
fi

remember USER_POOL_ID "$id"
echo "User Pool created with id $id"
