#!/usr/bin/env bash
# Runs a benchmark: benchmarks/run.sh cognito-logins | login-storm | start-and-memory | verification
set -euo pipefail
cd "$(dirname "$0")/.."

case ${1:-} in
cognito-logins) main=CognitoLogins ;;
login-storm) main=LoginStorm ;;
start-and-memory) main=StartAndMemory ;;
verification) main=Verification ;;
*)
  echo "usage: $0 cognito-logins | login-storm | start-and-memory | verification" >&2
  exit 2
  ;;
esac

./mvnw -q -DskipTests -pl bootstrap,benchmarks -am package >&2
jdk=$(./gatehouse --print-jdk)
exec "$jdk/bin/java" -Djava.io.tmpdir=benchmarks/target -cp 'benchmarks/target/classes:benchmarks/target/lib/*' "dev.gatehouse.benchmarks.$main"
