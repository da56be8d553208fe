#!/usr/bin/env bash
# Deletes the user pool that USER_POOL_ID or env.sh names, with all its users, after asking.
# --yes answers the question beforehand.
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

answer=
if [[ $# -eq 1 && $1 == --yes ]]; then
  answer=yes
elif [[ $# -gt 0 ]]; then
  fail 'takes no argument but --yes'
fi
require_aws_cli
pool=$(pool_id)

name=$(cognito describe-user-pool --user-pool-id "$pool" --query UserPool.Name)
if [[ -z $answer ]]; then
  printf 'Delete the user pool %s (%s) with all its users, for good? Type yes: ' "$name" "$pool"
  read -r answer || fail 'nobody is there to answer; nothing was deleted (--yes deletes without asking)'
fi
[[ $answer == yes ]] || fail 'nothing was deleted'

cognito delete-user-pool --user-pool-id "$pool"
forget_pool "$pool"
echo "User Pool deleted with id $pool"
