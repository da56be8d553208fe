#!/usr/bin/env bash
# Deletes the stack that deploy-lambda.sh created: STACK, by default gatehouse. Keeps the user pool.
# Asks for confirmation; --yes skips the question.
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

answer=$(yes_option "$@")
require_aws_cli
stack=${STACK:-gatehouse}

pool="Outputs[?OutputKey=='UserPoolId'].OutputValue | [0]"
bucket="Parameters[?ParameterKey=='CodeBucket'].ParameterValue | [0]"
facts=$(
  call_aws cloudformation describe-stacks --stack-name "$stack" --query "Stacks[0].[$pool, $bucket]"
) || fail "the stack $stack cannot be read; nothing was deleted"
IFS=$'\t' read -r pool bucket <<<"$facts"
account=$(call_aws sts get-caller-identity --query Account) || fail 'AWS does not accept the credentials'
confirm "$answer" "Delete the stack $stack with its API, its functions and their logs? The user pool stays."

call_aws cloudformation delete-stack --stack-name "$stack" || fail "the stack $stack was not deleted"
call_aws cloudformation wait stack-delete-complete --stack-name "$stack" ||
  fail "the deletion of the stack $stack failed; 'aws cloudformation describe-stack-events --stack-name $stack' says why"
if [[ $bucket == "gatehouse-code-$account-$REGION" ]]; then # deploy-lambda.sh created it
  call_aws s3 rm --recursive --only-show-errors "s3://$bucket/$stack/" ||
    fail "the stack was deleted, but its code in the bucket $bucket was not"
fi

echo "Stack deleted: $stack"
if [[ $pool != None ]]; then
  echo "The user pool $pool stays, with its users. To delete it: USER_POOL_ID=$pool scripts/delete-user-pool.sh"
fi
