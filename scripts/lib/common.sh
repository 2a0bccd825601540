# shellcheck shell=bash
# Names and small helpers that every other part uses.

MODULE=seitech_elearning
MODULE_DIR="$ROOT/addon/$MODULE"
# Everything this machine's development needs lives here; deleting it loses nothing but the demo.
STATE="$ROOT/.dev"
# Sets this checkout's names apart where checkouts share a place (a server, /tmp, /var/lib).
CHECKOUT_ID="$(printf '%s' "$ROOT" | sha256sum | cut -c1-8)"

PORT="${PORT:-8069}"
DB="${DB:-seitech_dev}"

# With `pipefail`, a reader that stops early (grep -q, head -n 1) makes its writer fail: the scripts
# use readers that read to the end.

# Messages for people keep their way to the terminal while a step's own output goes to a log.
exec 3>&1 4>&2

say() {
    printf '%s\n' "$*" >&3
}

warn() {
    printf '%s\n' "$*" >&4
}

# Exit code of `fail`, so that a step can tell "said why" from "look at the log".
readonly FAIL_CODE=78

# Ends the command with one sentence.
fail() {
    printf 'dev.sh: %s\n' "$*" >&4
    # Inside a step the enclosing shell turns this into a plain 1.
    if ((BASH_SUBSHELL > 0)); then
        exit "$FAIL_CODE"
    fi
    exit 1
}

# leave_with FUNCTION: runs it however this shell ends, Ctrl-C and being told to end included.
leave_with() {
    # shellcheck disable=SC2064
    trap "$1" EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
}

have() {
    command -v "$1" >/dev/null 2>&1
}

is_root() {
    [[ "$(id -u)" == 0 ]]
}

check_settings() {
    [[ "$PORT" =~ ^[0-9]+$ ]] && ((PORT >= 1 && PORT <= 65535)) ||
        fail "PORT=$PORT is not a port number."
    [[ "$DB" =~ ^[a-z0-9][a-z0-9_-]{0,49}$ ]] ||
        fail "DB=$DB is not a usable database name: small letters, digits, _ and - only."
}

make_state_folder() {
    mkdir -p "$STATE"/{cache,data,logs,run,test-results} 2>/dev/null && [[ -w "$STATE/run" ]] ||
        fail "$STATE cannot be written by $(id -un): it belongs to $(stat -c %U "$STATE" 2>/dev/null)."
}

# require_disk MEGABYTES: stops early rather than half-way through an unpacking.
require_disk() {
    local free
    free="$(df -Pm "$STATE" | awk 'NR == 2 { print $4 }')"
    ((free >= $1)) || fail "only $free MB are free on the disk of $ROOT; $1 MB are needed."
}

# with_lock NAME COMMAND…: at most one process of this checkout at a time.
with_lock() {
    local lock="$STATE/run/$1.lock"
    shift
    (
        if ! flock -n 9; then
            say "      waiting for another dev.sh of this checkout …"
            flock 9
        fi
        "$@"
    ) 9>"$lock"
}

# hash_files PATH…: one hash over names and contents of all files below the paths.
hash_files() {
    find "$@" -type f -not -path '*/__pycache__/*' -not -path '*/static/src/*' -print0 |
        LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16
}

# free_port: a TCP port nobody listens on just now.
free_port() {
    /usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("", 0)); print(s.getsockname()[1])'
}

port_is_free() {
    /usr/bin/python3 - "$1" <<'PYTHON'
import socket
import sys

with socket.socket() as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("", int(sys.argv[1])))
        probe.listen()
    except OSError:
        sys.exit(1)
PYTHON
}
