# shellcheck shell=bash
# What the scripts beside this file share; they source it.

ENV_FILE=env.sh # in the current folder

fail() {
  printf '%s: %s\n' "${0##*/}" "$1" >&2
  exit 1
}

# Sets REGION, or says what is missing on this machine.
require_aws_cli() {
  command -v aws >/dev/null ||
    fail "the AWS CLI is missing ('aws' is not on the PATH); to get it: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"
  REGION=${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}
  REGION=${REGION:-${COGNITO_ENDPOINT:+local}} # an emulator has no region, but the CLI wants one
  [[ -n $REGION ]] ||
    fail "no AWS region is set; set one with 'export AWS_REGION=eu-central-1', for example, or 'aws configure'"
}

# cognito OPERATION [ARGUMENT...]: calls the service and prints its answer as text.
cognito() {
  AWS_PAGER='' aws cognito-idp "$@" --output text --region "$REGION" \
    ${COGNITO_ENDPOINT:+--endpoint-url "$COGNITO_ENDPOINT"}
}

# from_all_pages QUERY OPERATION [ARGUMENT...]: prints what the query finds in a whole list, one a
# line. The CLI must be told the size of a page, and then turns no pages by itself.
from_all_pages() {
  local query=$1 page token=None
  shift
  while :; do
    page=$(
      if [[ $token != None ]]; then set -- "$@" --next-token "$token"; fi
      cognito "$@" --max-results 60 --no-paginate --query "[[NextToken], $query]"
    ) || exit
    tail -n +2 <<<"$page" | tr '\t' '\n'
    token=$(head -n 1 <<<"$page")
    if [[ $token == None ]]; then return; fi
  done
}

# require_at_most_one WHAT IDS: stops where a name does not tell which one is meant.
require_at_most_one() {
  [[ $2 != *$'\n'* ]] ||
    fail "there is more than one $1: ${2//$'\n'/, }; delete or rename all but one"
}

# pool_id: prints the pool's id from the environment or else from env.sh.
pool_id() {
  local id=${USER_POOL_ID:-}
  if [[ -z $id && -f $ENV_FILE ]]; then
    id=$(sed -n 's/^export USER_POOL_ID=//p' "$ENV_FILE" | tail -n 1)
  fi
  [[ -n $id ]] ||
    fail "which user pool? USER_POOL_ID is neither in the environment nor in ./$ENV_FILE; create-user-pool.sh puts it there"
  printf '%s\n' "$id"
}

# remember NAME VALUE: has env.sh export the variable, in place of an older value.
remember() {
  touch "$ENV_FILE"
  replace_export "$1" "export $1=$2"
}

# forget_pool ID: clears env.sh of the pool, and of the client that went with it.
forget_pool() {
  if [[ -f $ENV_FILE ]] && grep -qxF "export USER_POOL_ID=$1" "$ENV_FILE"; then
    replace_export USER_POOL_ID ''
    replace_export COGNITO_CLIENT_ID ''
  fi
}

# replace_export NAME LINE: puts the line where env.sh exports the variable, or at its end.
replace_export() {
  local lines
  lines=$(
    awk -v start="export $1=" -v line="$2" '
      index($0, start) != 1 { print; next }
      line != "" && !done++ { print line }
      END { if (line != "" && !done) print line }
    ' "$ENV_FILE"
  )
  if [[ -n $lines ]]; then
    printf '%s\n' "$lines"
  fi >"$ENV_FILE"
}
