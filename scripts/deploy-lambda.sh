#!/usr/bin/env bash
# Deploys Gatehouse on AWS Lambda: creates or updates the stack of deploy/lambda/template.yaml.
#   scripts/deploy-lambda.sh [NAME=VALUE...]
# The arguments are settings; a setting can be an environment variable, too:
#   STACK         the name of the stack; by default gatehouse
#   CODE_BUCKET   your S3 bucket for the code; by default the script creates a private one
#   FEATURES      a folder whose jars are features to add
# The other settings are the parameters of the template, for example MEMORY_MB for MemoryMb. What is
# not set keeps its value of the last deployment. An empty argument removes a value: CORS_ORIGINS=
# SESSION_KEY and SHARED_STORE_URL are secrets, and must be environment variables. The first
# deployment makes a session key if there is none.
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

OPTIONS=(STACK CODE_BUCKET FEATURES)
PARAMETERS=(
  CONFIRMATION MFA PUBLIC_URL CORS_ORIGINS MEMORY_MB BURST_LIMIT RATE_LIMIT LOG_DAYS ALARM_TOPIC
  VPC_SUBNETS VPC_SECURITY_GROUPS CACHE MIGRATION_BUCKET MIGRATION_KEY
)
SECRETS=(SESSION_KEY SHARED_STORE_URL)

# is_in NAME NAME...: whether the first name is among the others.
is_in() {
  local name=$1
  shift
  [[ " $* " == *" $name "* ]]
}

# parameter NAME: prints the name in the template, such as MemoryMb for MEMORY_MB.
parameter() {
  local word name=
  for word in ${1//_/ }; do
    word=${word,,}
    name+=${word^}
  done
  printf '%s' "$name"
}

# json TEXT: prints the text as a string of JSON.
json() {
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}

# digest: prints the SHA-256 of the standard input.
digest() {
  openssl dgst -sha256 -r | cut -d ' ' -f 1
}

# stack_status: prints the status of the stack; nothing if there is no stack.
stack_status() {
  if ! call_aws cloudformation describe-stacks --stack-name "$stack" \
    --query 'Stacks[0].StackStatus' 2>"$work/errors"; then
    grep -q 'does not exist' "$work/errors" ||
      fail "the state of the stack $stack cannot be read: $(tail -n 1 "$work/errors")"
  fi
}

# create_bucket: creates the bucket if it is missing, and keeps it private. The calls name the
# owner, so that a bucket of another account with this name is refused.
create_bucket() {
  local account location=()
  account=$(call_aws sts get-caller-identity --query Account) || fail 'AWS does not accept the credentials'
  bucket=gatehouse-code-$account-$REGION
  if [[ $REGION != us-east-1 ]]; then
    location=(--create-bucket-configuration "LocationConstraint=$REGION")
  fi
  if ! call_aws s3api head-bucket --bucket "$bucket" --expected-bucket-owner "$account" >/dev/null 2>&1; then
    call_aws s3api create-bucket --bucket "$bucket" "${location[@]}" >/dev/null ||
      fail "the bucket $bucket cannot be created"
  fi
  call_aws s3api put-public-access-block --bucket "$bucket" --expected-bucket-owner "$account" \
    --public-access-block-configuration \
    BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true ||
    fail "the public access to the bucket $bucket cannot be blocked"
  call_aws s3api put-bucket-encryption --bucket "$bucket" --expected-bucket-owner "$account" \
    --server-side-encryption-configuration \
    'Rules=[{ApplyServerSideEncryptionByDefault={SSEAlgorithm=AES256}}]' ||
    fail "the bucket $bucket cannot be encrypted"
}

# add_features: makes a copy of the code with the jars of features.
add_features() {
  mkdir "$work/lib"
  cp -- "${features[@]}" "$work/lib"
  chmod -R u=rwX,go=rX "$work/lib" # Lambda has another user
  cp "$code" "$work/code.zip"
  code=$work/code.zip
  if command -v zip >/dev/null; then
    (cd "$work" && zip -q "$code" lib/*.jar)
  elif command -v jar >/dev/null; then
    jar --update --no-manifest --file "$code" -C "$work" lib
  else
    fail "FEATURES needs the program 'zip', or 'jar' of a JDK, on the PATH"
  fi
}

declare -A settings=()
for name in "${OPTIONS[@]}" "${PARAMETERS[@]}" "${SECRETS[@]}"; do
  if [[ -n ${!name:-} ]]; then settings[$name]=${!name}; fi
done
for argument in "$@"; do
  name=${argument%%=*}
  if [[ $argument != *=* ]] || ! is_in "$name" "${OPTIONS[@]}" "${PARAMETERS[@]}" "${SECRETS[@]}"; then
    fail "there is no setting $name; the arguments are NAME=VALUE, with these names: ${OPTIONS[*]} ${PARAMETERS[*]}"
  fi
  value=${argument#*=}
  if [[ -n $value ]] && is_in "$name" "${SECRETS[@]}"; then
    fail "$name is a secret; set it in the environment, because other users of this machine can read arguments"
  fi
  settings[$name]=$value
done
stack=${settings[STACK]:-gatehouse}
[[ $stack =~ ^[A-Za-z][A-Za-z0-9-]{0,39}$ ]] ||
  fail "STACK is \"$stack\"; use at most 40 letters, digits and hyphens, starting with a letter"

require_aws_cli
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
template=$root/deploy/lambda/template.yaml
code=$root/deploy/lambda/target/gatehouse-lambda.zip
[[ -f $code ]] || fail "$code is missing; './mvnw -Plambda package' builds it"
features=()
if [[ -n ${settings[FEATURES]:-} ]]; then
  features=("${settings[FEATURES]}"/*.jar)
  [[ -f ${features[0]} ]] || fail "FEATURES is \"${settings[FEATURES]}\"; there is no jar in this folder"
fi
command -v openssl >/dev/null || fail "'openssl' is not on the PATH"
umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

given=()
for name in "${PARAMETERS[@]}" "${SECRETS[@]}"; do
  if [[ -n ${settings[$name]+set} ]]; then given+=("$(parameter "$name")=${settings[$name]}"); fi
done
[[ "${given[*]}" != *[[:cntrl:]]* ]] || fail 'a setting has more than one line, or a control character'

# New code or settings need a new key: only then Lambda publishes a new version.
key=$stack/$(
  {
    cat "$code"
    for feature in "${features[@]}"; do
      basename "$feature"
      cat "$feature"
    done
  } | digest
)-$(
  {
    cat "$template"
    printf '%s\n' "${given[@]}"
  } | digest | cut -c 1-16
).zip

status=$(stack_status)
case $status in
'' | REVIEW_IN_PROGRESS)
  if [[ -z ${settings[SESSION_KEY]:-} ]]; then
    given+=("SessionKey=$(openssl rand -base64 32)")
  fi
  ;;
ROLLBACK_COMPLETE | ROLLBACK_FAILED | CREATE_FAILED | DELETE_FAILED)
  fail "the stack $stack has the status $status; delete it with 'STACK=$stack scripts/delete-lambda.sh' and deploy again"
  ;;
*_IN_PROGRESS) fail "the stack $stack has the status $status; wait until this change has ended" ;;
esac

if [[ ${#features[@]} -gt 0 ]]; then add_features; fi
bucket=${settings[CODE_BUCKET]:-}
[[ -n $bucket ]] || create_bucket
call_aws s3 cp --only-show-errors "$code" "s3://$bucket/$key" ||
  fail "the code cannot be stored in the bucket $bucket"

# In a file, because other users of this machine can read arguments.
separator='['
for parameter in "CodeBucket=$bucket" "CodeKey=$key" "${given[@]}"; do
  printf '%s' "$separator"
  json "$parameter"
  separator=,
done >"$work/parameters.json"
printf ']\n' >>"$work/parameters.json"
call_aws cloudformation deploy --stack-name "$stack" --template-file "$template" \
  --parameter-overrides "file://$work/parameters.json" --capabilities CAPABILITY_IAM \
  --no-fail-on-empty-changeset ||
  fail "the deployment of the stack $stack failed; 'aws cloudformation describe-stack-events --stack-name $stack' says why"

echo "Stack $stack deployed with the code s3://$bucket/$key"
call_aws cloudformation describe-stacks --stack-name "$stack" \
  --query 'Stacks[0].Outputs[].[OutputKey, OutputValue]' |
  while IFS=$'\t' read -r name value; do
    printf '%-13s %s\n' "$name" "$value"
  done
