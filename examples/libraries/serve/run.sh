# What the `run` of a library needs, read by `. ../serve/run.sh` within its folder: what it builds lies in build/, which git
# ignores, and is built again only when its sources change. Exits 77, with the reason, where the machine lacks something.
set -eu
[ -f ../../../dist/cli.js ] || { echo 'expected dist/cli.js, but received no such file: run npm ci first' >&2; exit 2; }
mkdir -p build
name=$(basename "$PWD")

skip() { echo "skipped: $1"; exit 77; }

# need TOOL...
need() { for tool; do command -v "$tool" >/dev/null 2>&1 || skip "$tool is not installed"; done; }

# step WHY COMMAND...: a step of an installation, in silence unless it fails.
step() {
  why=$1; shift
  "$@" >build/log 2>&1 && return
  tail -n 20 build/log >&2
  skip "$why"
}

# stale TARGET SOURCE...: whether the target is missing, or older than a source of it.
stale() { target=$1; shift; [ ! -e "$target" ] || [ -n "$(find "$@" -newer "$target" 2>/dev/null)" ]; }

# debian PACKAGE HEADER: the headers of a package of Debian, unpacked into build/ where the machine does not have them.
debian() {
  [ -e "/usr/include/$2" ] || [ -e "build/usr/include/$2" ] && return
  need apt-get dpkg-deb
  step "apt-get could not download $1" sh -c 'cd build && apt-get download "$1" && dpkg-deb -x "$1"_*.deb .' sh "$1"
}

# cpp FLAG...: compiles adapter.cpp into build/adapter.
cpp() {
  need g++
  debian nlohmann-json3-dev nlohmann/json.hpp
  stale build/adapter ./*.cpp ../serve/cpp ../serve/run.sh run || return 0
  step 'g++ could not build it' g++ -std=c++17 -O2 -Ibuild/usr/include adapter.cpp -o build/adapter "$@"
}

# java_adapter: gathers what pom.xml names, and compiles an adapter in Java into build/classes.
java_adapter() {
  need java javac mvn
  if stale build/lib/.done pom.xml; then
    rm -rf build/lib
    step 'Maven could not gather what pom.xml names' mvn -q -B dependency:copy-dependencies -DoutputDirectory=build/lib
    touch build/lib/.done
  fi
  stale build/classes ./*.java ../serve/java build/lib/.done || return 0
  rm -rf build/classes
  step 'javac could not build it' javac -d build/classes -cp 'build/lib/*' ../serve/java/Serve.java Adapter.java
}
adapter_in_java="exec:java -cp $name/build/classes:$name/build/lib/* Adapter"

# go_adapter: builds an adapter in Go into build/adapter. Go itself knows what is stale.
go_adapter() { need go; step 'go could not build it' go build -o build/adapter .; }

# rust_adapter: builds an adapter in Rust into target/release. Cargo itself knows what is stale.
rust_adapter() { need cargo; step 'cargo could not build it' cargo build --release --locked; }

# packages: installs what package-lock.json names, and runs no script of it.
packages() {
  need npm
  stale node_modules/.package-lock.json package-lock.json || return 0
  step 'npm could not install what package-lock.json names' npm ci --ignore-scripts --no-audit --no-fund
}

# trial ADDRESS... OPTION...: puts the addresses on trial in place of this script. They start from the folder of all libraries,
# so that no two have one address.
trial() { cd .. && exec node ../../dist/cli.js verify "$@"; }
