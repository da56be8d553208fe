#!/usr/bin/env bash
# Runs the archive for AWS Lambda on this machine, without an account: under the runtime client of
# AWS, behind a gateway that sends events as API Gateway does. PORT is its port, 8080 by default.
# The users live in an embedded provider in a temporary folder. With USER_POOL_ID and
# COGNITO_CLIENT_ID they live in that pool; with COGNITO_ENDPOINT, in that of an emulator.
# FEATURES names a folder with the jars of features.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
target=$home/deploy/lambda/target

[[ $# -eq 0 ]] || {
  echo "${0##*/}: takes no arguments" >&2
  exit 2
}
jdk=$("$home/gatehouse" --print-jdk)
archive=$target/gatehouse-lambda.zip
if [[ ! -f $archive ]] || [[ -n $(find "$home"/*/src/main "$home/deploy/lambda/src/main" -newer "$archive" -type f -print -quit) ]]; then
  echo "${0##*/}: building (the first time takes a few minutes)..." >&2
  (cd "$home" && JAVA_HOME=$jdk ./mvnw -q -DskipTests -Plambda -pl deploy/lambda -am package) >&2
  touch "$archive"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/task"
(cd "$work/task" && "$jdk/bin/jar" xf "$archive")
[[ -z ${FEATURES:-} ]] || cp "$FEATURES"/*.jar "$work/task/lib"

port=${PORT:-8080}
export AWS_LAMBDA_INITIALIZATION_TYPE=snap-start
export PUBLIC_URL=${PUBLIC_URL:-http://127.0.0.1:$port}
export SESSION_KEY=${SESSION_KEY:-$(head -c 32 /dev/urandom | base64)}
if [[ -z ${USER_POOL_ID:-} ]]; then
  export IDENTITY_PROVIDER=embedded DATA_DIR=$work/data
fi
# Not exec: the shell removes the folder at the end.
"$jdk/bin/java" -cp "$target/local/*:$work/task/lib/*" dev.gatehouse.harness.lambda.LocalLambda \
  "$work/task" "$target/client" dev.gatehouse.lambda.LambdaHandler "$port" &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" || true; rm -rf "$work"' EXIT
trap 'exit 0' INT TERM
wait "$server"
