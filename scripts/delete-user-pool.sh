#!/usr/bin/env bash
# Deletes the user pool that USER_POOL_ID or env.sh names, with all its users.
# Asks for confirmation; --yes skips the question.
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

answer=$(yes_option "$@")
require_aws_cli
pool=$(pool_id)

name=$(cognito describe-user-pool --user-pool-id "$pool" --query UserPool.Name)
confirm "$answer" "Delete the user pool $name ($pool) with all its users? This cannot be undone."

cognito delete-user-pool --user-pool-id "$pool"
forget_pool "$pool"
echo "User Pool deleted with id $pool"
