#!/usr/bin/env bash
# Deletes the user pool that USER_POOL_ID or env.sh names, with all its users.
# Asks for confirmation; --yes skips the question.
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

answer=
if [[ $# -eq 1 && $1 == --yes ]]; then
  answer=yes
elif [[ $# -gt 0 ]]; then
  fail 'takes no argument except --yes'
fi
require_aws_cli
pool=$(pool_id)

name=$(cognito describe-user-pool --user-pool-id "$pool" --query UserPool.Name)
if [[ -z $answer ]]; then
  printf 'Delete the user pool %s (%s) with all its users? This cannot be undone. Type yes to delete: ' "$name" "$pool"
  read -r answer || fail 'there is no answer on the standard input; nothing was deleted (--yes deletes without a question)'
fi
[[ $answer == yes ]] || fail 'nothing was deleted'

cognito delete-user-pool --user-pool-id "$pool"
forget_pool "$pool"
echo "User Pool deleted with id $pool"
