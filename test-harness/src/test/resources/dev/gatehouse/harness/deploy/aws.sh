#!/usr/bin/env bash
# An AWS CLI for tests: records its calls in the folder STUB, and answers with the files there.
set -euo pipefail
cd "$STUB"

printf '%s\n' "$*" >>calls
call="$1 $2"
if [[ -e failing && $call == "$(cat failing)" ]]; then
  echo "An error occurred (AccessDenied): $call" >&2
  exit 254
fi
case $call in
'sts get-caller-identity') echo 123456789012 ;;
's3api head-bucket') [[ -e bucket ]] ;;
's3api create-bucket') printf '%s\n' "$4" >bucket ;;
's3 cp') cp "$4" uploaded.zip ;;
'cloudformation describe-stacks')
  if [[ ! -e status ]]; then
    echo "An error occurred (ValidationError): Stack with id $4 does not exist" >&2
    exit 254
  fi
  case $* in
  *StackStatus*) cat status ;;
  *CodeBucket*) printf 'eu-central-1_AbCdEfGhI\t%s\n' "$(cat bucket)" ;;
  *) printf 'ApiUrl\thttps://abc.execute-api.eu-central-1.amazonaws.com\n' ;;
  esac
  ;;
'cloudformation deploy')
  for argument in "$@"; do
    if [[ $argument == file://* ]]; then cp -p "${argument#file://}" parameters.json; fi
  done
  echo CREATE_COMPLETE >status
  ;;
'cloudformation delete-stack') rm status ;;
esac
