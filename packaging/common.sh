# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What packaging/run and packaging/test share: packages, the vendor's SDK, configuring, building.
# Every step prints one line; what its commands say goes to the log; a failure prints the line that matters.

set -euo pipefail
unset CDPATH

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
build=${CONSOLE_BUILD_DIR:-$root/build}
log=

say() {
  printf '%s\n' "$*"
  if [[ -n $log ]]; then printf '%s\n' "$*" >>"$log"; fi
}

# give_up MESSAGE: the last two lines of a failed command.
give_up() {
  printf '%s\n' "$*" "The whole log: $log" >&2
  exit 1
}

# open_log NAME: one command at a time may use the build folder.
open_log() {
  mkdir -p -- "$build"
  exec 9>"$build/.lock"
  if ! flock --nonblock 9; then
    echo "Another packaging command is using $build; waiting for it."
    flock 9
  fi
  log=$build/$1.log
  : >"$log"
}

close_lock() { exec 9>&-; }

# The one line of a failed step that a person needs. Reads the step's output, takes the step's kind.
line_that_matters() {
  local kind=$1 text
  text=$(cat)
  case $kind in
    apt) text=$(grep -m1 -E '^E: ' <<<"$text" || tail -n1 <<<"$text") ;;
    npm) text=$(grep -m2 -E '^npm (ERR!|error)' <<<"$text" | sed -E 's/^npm (ERR!|error) //' | paste -sd';' | sed 's/;/; /g' || true) ;;
    cmake | build)
      text=$(awk '
        sub(/^.*CMake Error/, "CMake Error") { head = $0; next }
        head && NF { sub(/^ +/, ""); head = head " " $0; if ($0 ~ /:$/) next; print head; exit }
        /(^|[ :])(fatal )?[Ee]rror: |undefined reference to|multiple definition of|internal compiler error|No space left|^ninja: / { print; exit }
        NF { last = $0 }
        ' <<<"$text")
      ;;
    walk) text=$(grep -m1 -A1 '✗' <<<"$text" | sed -E 's/^ +//' | paste -sd' ' || true) ;;
    program) text=$(grep -i -m1 -E 'could not|cannot|unable|error|fatal|failed' <<<"$text" || tail -n1 <<<"$text") ;;
  esac
  if [[ -z $text ]]; then text="it said nothing"; fi
  tail -n1 <<<"$text"
}

# step KIND WHAT COMMAND…: runs the command into the log; on failure says which line matters and stops.
step() {
  local kind=$1 what=$2 before status=0 line
  shift 2
  say "$what"
  before=$(wc -c <"$log")
  printf '$ %s\n' "$*" >>"$log"
  "$@" >>"$log" 2>&1 </dev/null 9>&- || status=$?
  if ((status == 0)); then return 0; fi
  line=$(tail -c "+$((before + 1))" "$log" | tail -n +2 | line_that_matters "$kind")
  give_up "Failed (exit code $status): $line"
}

# --- packages -------------------------------------------------------------------------------------------------

# wanted_packages WHEN…: the names of packages.txt for these occasions.
wanted_packages() {
  awk -v when=" $* " '!/^#/ && NF >= 3 && index(when, " " $1 " ") { print $2 }' "$root/packaging/packages.txt"
}

as_root() {
  if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

# install_packages WHEN…: asks dpkg only; touches the network only when something is missing.
install_packages() {
  local wanted missing list
  if ! command -v dpkg-query >/dev/null; then
    say "This is not Debian: install what packaging/packages.txt lists by hand. Going on without."
    return 0
  fi
  wanted=$(wanted_packages "$@")
  # shellcheck disable=SC2086 # names are words
  missing=$(comm -23 <(sort -u <<<"$wanted") \
    <(dpkg-query -W -f='${db:Status-Abbrev} ${Package}\n' $wanted 2>/dev/null | awk '$1 == "ii" { print $2 }' | sort -u))
  if ! command -v npm >/dev/null && ! { is_fetched sdk && { [[ " $* " != *" bench "* ]] || is_fetched bench-tools; }; }; then missing+=$'\nnpm'; fi
  list=$(xargs <<<"$missing")
  if [[ -z $list ]]; then return 0; fi
  if ((EUID != 0)) && ! command -v sudo >/dev/null; then
    give_up "Missing packages, and no sudo here. As root: apt-get install --no-install-recommends $list"
  fi
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300)
  step apt "Updating the list of packages" as_root "${apt[@]}" update
  # shellcheck disable=SC2086 # names are words
  step apt "Installing packages: $list" \
    as_root "${apt[@]}" install --no-install-recommends $list
}

# --- what comes from npm: the vendor's SDK, and what the benches measure themselves against -------------------------

# Each by the lock file in its folder of packaging/, into the folder of that name in the build folder, so that the
# source tree stays as it was cloned.
lock_sum() { (cd -- "$root/packaging/$1" && cat package.json package-lock.json | sha256sum | cut -d' ' -f1); }

is_fetched() { [[ -f $build/$1/.complete && $(<"$build/$1/.complete") == "$(lock_sum "$1")" ]]; }

# fetch FOLDER WHAT
fetch() {
  local folder=$1 what=$2
  if is_fetched "$folder"; then return 0; fi
  if [[ -d $build/$folder ]]; then rm -r -- "${build:?}/$folder"; fi
  mkdir -p -- "$build/$folder"
  cp -- "$root/packaging/$folder/package.json" "$root/packaging/$folder/package-lock.json" "$build/$folder/"
  if [[ -f $root/packaging/$folder/.npmrc ]]; then cp -- "$root/packaging/$folder/.npmrc" "$build/$folder/"; fi
  step npm "Fetching $what with npm" \
    npm ci --prefix "$build/$folder" --ignore-scripts --no-audit --no-fund --no-update-notifier
  lock_sum "$folder" >"$build/$folder/.complete"
}

fetch_sdk() { fetch sdk "the vendor's SDK"; }
fetch_bench_tools() { fetch bench-tools "the benches' yardstick"; }

# --- CMake -----------------------------------------------------------------------------------------------------

# Warnings are errors with the compiler this project is made with; another compiler's new warnings must not keep
# anybody from running it. CONSOLE_WERROR=ON or OFF in the process environment decides otherwise.
werror() {
  if [[ -n ${CONSOLE_WERROR:-} ]]; then
    echo "$CONSOLE_WERROR"
  elif [[ -n ${CI:-} || $(g++ -dumpversion 2>/dev/null) == 12 ]]; then
    echo ON
  else
    echo OFF
  fi
}

# configure FOLDER OPTION…: only when the options changed; Ninja itself notices changed build files.
configure() {
  local folder=$1 options
  shift
  options=(-G Ninja -DCMAKE_CXX_COMPILER_LAUNCHER="$(command -v ccache || true)" -DCONSOLE_WERROR="$(werror)"
    -DCONSOLE_SDK_DIR="$build/sdk" "$@")
  if [[ -f $folder/build.ninja && -f $folder/.options && $(<"$folder/.options") == "$root ${options[*]}" ]]; then
    return 0
  fi
  if [[ -f $folder/CMakeCache.txt ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
    rm -rf -- "$folder/CMakeCache.txt" "$folder/CMakeFiles" # the clone was moved
  fi
  step cmake "Configuring in $folder" cmake -S "$root" -B "$folder" "${options[@]}"
  printf '%s\n' "$root ${options[*]}" >"$folder/.options"
}

# compile FOLDER WHAT TARGET…
compile() {
  local folder=$1 what=$2 before=$SECONDS hint=
  shift 2
  if ! cmake --build "$folder" --target "$@" -- -n 2>/dev/null | grep '^ninja: no work to do' >/dev/null; then
    if [[ ! -f $folder/.ninja_log ]]; then hint=" (the first time takes some minutes; to watch: tail -f $log)"; fi
    step build "$what$hint" cmake --build "$folder" --target "$@"
    printf 'took %d s\n' $((SECONDS - before)) >>"$log"
  fi
}

# -g1: back traces with lines, and a third less time to compile than with -g.
# shellcheck disable=SC2034 # for the scripts that include this file
release_options=(-DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_FLAGS_RELWITHDEBINFO="-O2 -g1 -DNDEBUG" -DCONSOLE_SANITIZE=OFF)
