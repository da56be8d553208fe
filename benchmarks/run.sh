#!/usr/bin/env bash
# Runs a benchmark; without a name, lists them.
# GATEHOUSE_JAR=... measures the jar of another version.
set -euo pipefail
cd "$(dirname "$0")/.."

need() {
  for tool in "$@"; do
    if ! PATH=$PATH:/usr/sbin command -v "$tool" >/dev/null; then
      echo "$0: $tool is missing; on Debian: apt-get install wrk haproxy redis util-linux cpulimit (HAProxy 2.6 is Debian 12's)" >&2
      exit 1
    fi
  done
}

# The load of some benchmarks leaves the other core to the server.
on_core=()
case ${1:-} in
cognito-logins) main=CognitoLogins ;;
cognito-cpu)
  main=CognitoCpu
  need taskset
  on_core=(taskset -c 1)
  ;;
keycloak)
  main=keycloak.KeycloakComparison
  need taskset
  on_core=(taskset -c 1)
  ./mvnw -q -N dependency:unpack -Dartifact=org.keycloak:keycloak-quarkus-dist:26.7.3:zip -DoutputDirectory=benchmarks/target/keycloak >&2
  rm -rf benchmarks/target/keycloak/*/data
  ./gatehouse --version >&2
  ;;
login-storm) main=LoginStorm ;;
refreshes)
  main=Refreshes
  need taskset
  ;;
verification) main=Verification ;;
attack) main=Attack ;;
hash-queue) main=HashQueue ;;
floods) main=Floods ;;
existence) main=Existence ;;
slow-peers) main=SlowPeers ;;
recommendations) main=Recommendations ;;
growth)
  main=Growth
  need taskset
  ;;
shared-nodes)
  main=SharedNodes
  need taskset redis-server redis-cli
  ;;
shared-keys)
  main=SharedKeys
  need redis-server redis-cli
  ;;
testkit-start) main=TestkitStart ;;
memory) main=Memory ;;
argon2) main=Argon2Libraries ;;
start)
  main=Start
  ./mvnw -q -DskipTests -Pdist -pl dist -am package >&2
  ;;
lambda)
  main=lambda.LambdaComparison
  need taskset cpulimit
  on_core=(taskset -c 1)
  ;;
metrics-cost)
  main=MetricsCost
  need wrk taskset
  ;;
http-verification)
  main=HttpVerification
  need wrk haproxy taskset
  ;;
mixed-lives)
  # A test with more users for a longer time. It only asserts; it measures nothing.
  exec ./mvnw -Pci -pl bootstrap -am verify -Dtest=NoUnitTest -Dsurefire.failIfNoSpecifiedTests=false \
    -Dit.test=MixedLivesIT -Dfailsafe.failIfNoSpecifiedTests=false -Dlives.users=200 -Dlives.seconds=60
  ;;
first-paint)
  # A class of the tests, because they have the browser. No build runs it.
  exec ./mvnw -q -Pci -pl bootstrap -am verify -Dtest=NoUnitTest -Dsurefire.failIfNoSpecifiedTests=false \
    -Dit.test=FirstPaint -Dfailsafe.failIfNoSpecifiedTests=false
  ;;
*)
  echo "usage: $0 $(sed -n 's/^\([a-z0-9-]*\)).*/\1/p' "$0" | paste -sd '|')" >&2
  exit 2
  ;;
esac

./mvnw -q -DskipTests -Pci -pl bootstrap,deploy/lambda,examples/recommendations,benchmarks -am package >&2
jdk=$(./gatehouse --print-jdk)
exec env PATH="$PATH:/usr/sbin" "${on_core[@]}" "$jdk/bin/java" ${GATEHOUSE_JAR:+"-Dgatehouse.jar=$GATEHOUSE_JAR"} --enable-native-access=ALL-UNNAMED -Djava.io.tmpdir=benchmarks/target -cp 'benchmarks/target/classes:benchmarks/target/lib/*' "dev.gatehouse.benchmarks.$main"
