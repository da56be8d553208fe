# shellcheck shell=bash
# Functions for the scripts in this folder, which source this file.

ENV_FILE=env.sh # in the current folder

fail() {
  printf '%s: %s\n' "${0##*/}" "$1" >&2
  exit 1
}

# Sets REGION. Stops with an error if the AWS CLI or the region is missing.
require_aws_cli() {
  command -v aws >/dev/null ||
    fail "the AWS CLI is missing ('aws' is not on the PATH); to get it: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"
  REGION=${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}
  REGION=${REGION:-${COGNITO_ENDPOINT:+local}} # an emulator has no region, but the CLI requires one
  [[ -n $REGION ]] ||
    fail "no AWS region is set; set one with 'export AWS_REGION=eu-central-1', for example, or 'aws configure'"
}

# call_aws SERVICE OPERATION [ARGUMENT...]: calls a service and prints its response as text.
call_aws() {
  AWS_PAGER='' aws "$@" --output text --region "$REGION"
}

# cognito OPERATION [ARGUMENT...]: calls Cognito, or its emulator, and prints the response as text.
cognito() {
  call_aws cognito-idp "$@" ${COGNITO_ENDPOINT:+--endpoint-url "$COGNITO_ENDPOINT"}
}

# yes_option [ARGUMENT...]: prints yes if the only argument is --yes. Stops with an error if there
# is another one.
yes_option() {
  if [[ $# -eq 1 && $1 == --yes ]]; then
    echo yes
  elif [[ $# -gt 0 ]]; then
    fail 'takes no argument except --yes'
  fi
}

# confirm ANSWER QUESTION: asks the question if the answer is empty. Stops with an error if the
# answer is not yes.
confirm() {
  local answer=$1
  if [[ -z $answer ]]; then
    printf '%s Type yes to delete: ' "$2"
    read -r answer || fail 'there is no answer on the standard input; nothing was deleted (--yes deletes without a question)'
  fi
  [[ $answer == yes ]] || fail 'nothing was deleted'
}

# from_all_pages QUERY OPERATION [ARGUMENT...]: prints the results of the query in all pages of a
# list, one per line. The operation requires a page size, and then the CLI does not fetch further
# pages by itself.
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

# require_at_most_one WHAT IDS: stops with an error if there are several ids for one name.
require_at_most_one() {
  [[ $2 != *$'\n'* ]] ||
    fail "there is more than one $1: ${2//$'\n'/, }; delete or rename all but one"
}

# pool_id: prints the pool's id from the environment; if it is not set there, from env.sh.
pool_id() {
  local id=${USER_POOL_ID:-}
  if [[ -z $id && -f $ENV_FILE ]]; then
    id=$(sed -n 's/^export USER_POOL_ID=//p' "$ENV_FILE" | tail -n 1)
  fi
  [[ -n $id ]] ||
    fail "USER_POOL_ID is set neither in the environment nor in ./$ENV_FILE; create-user-pool.sh writes it to $ENV_FILE"
  printf '%s\n' "$id"
}

# remember NAME VALUE: writes an export of the variable to env.sh. Replaces an older value.
remember() {
  touch "$ENV_FILE"
  replace_export "$1" "export $1=$2"
}

# forget_pool ID: removes the pool and its client from env.sh.
forget_pool() {
  if [[ -f $ENV_FILE ]] && grep -qxF "export USER_POOL_ID=$1" "$ENV_FILE"; then
    replace_export USER_POOL_ID ''
    replace_export COGNITO_CLIENT_ID ''
  fi
}

# replace_export NAME LINE: replaces the variable's export in env.sh with the line, or appends the
# line. Removes the export if the line is empty.
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
