#!/usr/bin/env bash
# Creates a feature module in a new folder. It builds and passes its tests at once:
#   scripts/new-feature.sh NAME [PACKAGE]
# NAME is the folder, the name of the feature and the first part of its paths. The default of
# PACKAGE is com.example.NAME. The new folder is in the current one.
set -euo pipefail

template=$(cd "$(dirname "$0")/new-feature" && pwd)

fail() {
  printf 'new-feature.sh: %s\n' "$1" >&2
  exit 2
}

(($# == 1 || $# == 2)) || fail 'usage: scripts/new-feature.sh NAME [PACKAGE]'
name=$1
[[ $name =~ ^[a-z][a-z0-9]*(-[a-z0-9]+)*$ && ${#name} -le 40 ]] ||
  fail "the name is \"$name\"; use at most 40 lower-case letters, digits and single hyphens, starting with a letter"
package=${2:-com.example.${name//-/}}
[[ $package =~ ^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$ ]] ||
  fail "the package is \"$package\"; use a name such as com.example.$name"
[[ $package != dev.gatehouse.* ]] || fail 'packages below dev.gatehouse are reserved for Gatehouse'
keywords=' abstract assert boolean break byte case catch char class const continue default do double else enum extends false final finally float for goto if implements import instanceof int interface long native new null package private protected public return short static strictfp super switch synchronized this throw throws transient true try void volatile while '
for part in ${package//./ }; do
  [[ $keywords != *" $part "* ]] || fail "\"$part\" is a keyword of Java and cannot be part of a package"
done
[[ ! -e $name ]] || fail "$name already exists; nothing was changed"

class=
for part in ${name//-/ }; do
  class+=${part^}
done
prefix=${name//-/_}
prefix=${prefix^^}_
folders=${package//.//}

# The template is a feature with the name demo. Only its names are replaced.
(cd "$template" && find . -type f) | while read -r file; do
  target=$name/${file#./}
  target=${target//com\/example\/demo/$folders}
  target=${target//Demo/$class}
  mkdir -p "$(dirname "$target")"
  sed -e "s/com\\.example\\.demo/$package/g" -e "s/<groupId>com\\.example</<groupId>${package%.*}</" \
    -e "s/DEMO_/$prefix/g" -e "s/Demo/$class/g" -e "s/demo/$name/g" "$template/$file" >"$target"
done

cat <<END
$name is a new feature. To build it with its tests (this first installs Gatehouse):
  ./mvnw -q install -DskipTests
  ./mvnw -f $name verify
To start Gatehouse with the feature:
  ./gatehouse --features $name/target/$name.jar
END
