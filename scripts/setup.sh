# Sourced by scripts/demo and scripts/test: brings a fresh Debian 12 with Node ≥ 20.19 and npm to where Hailong builds.
# Says what it installs, does nothing twice, writes only to node_modules/ and dist/ (and to the system through apt-get).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export HOME="${HOME:-/root}"

say() { printf '%s\n' "$*" >&2; }
fail() { say "✗ $*"; exit 1; }

# watch TEXT COMMAND...: runs quietly with a calm progress line; shows the command's words only when it fails.
watch_step() {
  local text="$1" began=$SECONDS log pid
  shift
  log=$(mktemp)
  "$@" >"$log" 2>&1 &
  pid=$!
  if [ -t 2 ]; then
    while kill -0 "$pid" 2>/dev/null; do printf '\r  … %s  %ds' "$text" $((SECONDS - began)) >&2; sleep 1; done
    printf '\r\033[K' >&2
  else
    say "  … $text"
  fi
  if wait "$pid"; then
    say "  ✓ $text ($((SECONDS - began)) s)"
    rm -f "$log"
  else
    tail -n 40 "$log" >&2
    rm -f "$log"
    fail "$text"
  fi
}

need_node() {
  command -v node >/dev/null && command -v npm >/dev/null || fail "Cần Node.js ≥ 20.19 và npm · Node.js ≥ 20.19 and npm are needed (https://nodejs.org)"
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    fail "Node.js $(node -v) quá cũ, cần ≥ 20.19 · Node.js $(node -v) is too old, ≥ 20.19 is needed"
}

# need_packages PACKAGE...: installs with apt-get those that are absent.
need_packages() {
  local missing=() package sudo=""
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null)" = "ii " ] || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  say "Cài gói Debian · installing Debian packages: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  watch_step "apt-get update" $sudo apt-get update -q
  watch_step "apt-get install ${missing[*]}" $sudo apt-get install -y -q --no-install-recommends "${missing[@]}"
}

# better-sqlite3 compiles from source where no prebuilt binary can be fetched; it then needs Node's own headers, named.
name_node_headers() {
  local prefix
  prefix=$(node -p "require('path').resolve(require('fs').realpathSync(process.execPath), '../..')")
  if [ -f "$prefix/include/node/node.h" ]; then export npm_package_config_node_gyp_nodedir="$prefix"; fi
}

need_npm() {
  local want
  want=$(cat package.json package-lock.json | sha256sum | cut -d' ' -f1)-$(node -p 'process.versions.modules')
  if [ "$(cat node_modules/.hailong-installed 2>/dev/null)" = "$want" ]; then return; fi
  export ONNXRUNTIME_NODE_INSTALL=skip
  name_node_headers
  say "Cài gói npm theo package-lock.json · installing npm packages from package-lock.json"
  watch_step "npm ci (better-sqlite3: ~2 phút biên dịch · about 2 minutes to compile)" npm ci --no-audit --no-fund
  printf '%s' "$want" >node_modules/.hailong-installed
}

need_build() {
  local want
  want=$(find src package-lock.json tsconfig*.json -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
  if [ "$(cat dist/.hailong-built 2>/dev/null)" = "$want" ]; then return; fi
  watch_step "npm run build" npm run -s build
  printf '%s' "$want" >dist/.hailong-built
}
