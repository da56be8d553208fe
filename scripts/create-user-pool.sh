#!/usr/bin/env bash
# Creates the user pool, or uses the existing one, and writes its id to env.sh.
# CONFIRMATION=code creates a pool that sends codes by e-mail: to confirm registrations, to reset
# passwords, and to verify a new address before it replaces the old one.
# MFA=totp lets users set up authenticator apps. It also changes an existing pool.
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

NAME=recommendation-users

[[ $# -eq 0 ]] || fail 'takes no arguments'
confirmation=${CONFIRMATION:-auto}
case $confirmation in
auto) codes=() ;;
code)
  codes=(
    --auto-verified-attributes email
    --account-recovery-setting 'RecoveryMechanisms=[{Priority=1,Name=verified_email}]'
    --user-attribute-update-settings AttributesRequireVerificationBeforeUpdate=email
  )
  ;;
*)
  echo "$(basename "$0"): CONFIRMATION is \"$confirmation\"; it may be auto or code" >&2
  exit 2
  ;;
esac
mfa=${MFA:-off}
case $mfa in
off | totp) ;;
*)
  echo "$(basename "$0"): MFA is \"$mfa\"; it may be off or totp" >&2
  exit 2
  ;;
esac
require_aws_cli

id=$(from_all_pages "UserPools[?Name=='$NAME'].Id" list-user-pools)
require_at_most_one "user pool named $NAME" "$id"
if [[ -z $id ]]; then
  id=$(
    cognito create-user-pool --pool-name "$NAME" \
      --policies 'PasswordPolicy={MinimumLength=8,RequireUppercase=true,RequireLowercase=true,RequireNumbers=true,RequireSymbols=false}' \
      --username-configuration CaseSensitive=false \
      "${codes[@]}" \
      --query UserPool.Id
  )
fi

if [[ $mfa == totp ]]; then
  cognito set-user-pool-mfa-config --user-pool-id "$id" \
    --software-token-mfa-configuration Enabled=true --mfa-configuration OPTIONAL >/dev/null
fi

remember USER_POOL_ID "$id"
echo "User Pool created with id $id"
