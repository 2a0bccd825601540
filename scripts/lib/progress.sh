# shellcheck shell=bash
# Long work, shown as one line each: "[2/7] Debian packages … 61 s".

STEP=0
STEPS=0
TICKER_PID=

# plan_steps COUNT: how many steps the command will show.
plan_steps() {
    STEP=0
    STEPS="$1"
}

# step LABEL LOG COMMAND…: runs the command, its output in .dev/logs/LOG.log. Says how long it took;
# if it fails, shows the end of the log and ends dev.sh.
step() {
    local label="$1" log="$STATE/logs/$2.log" started=$SECONDS code
    shift 2
    STEP=$((STEP + 1))
    label="[$STEP/$STEPS] $label"
    start_ticker "$label" "$log"
    # Not in a condition: `set -e` would be off inside.
    set +e
    (
        set -e
        # A program may answer Ctrl-C by ending as if in order; the shell then would go on.
        trap 'exit 130' INT
        "$@"
    ) >"$log" 2>&1 </dev/null
    code=$?
    set -e
    stop_ticker
    ((code != 130)) || exit 130
    if ((code == 0)); then
        say "$label … $((SECONDS - started)) s"
        return
    fi
    say "$label … failed after $((SECONDS - started)) s"
    ((code == FAIL_CODE)) || show_log_end "$log"
    exit 1
}

show_log_end() {
    warn "The last lines of $1:"
    tail -n 25 -- "$1" | cut -c1-240 | sed 's/^/    /' >&4
}

# The work stays in the foreground, so that Ctrl-C reaches it; what ticks is in the background.
start_ticker() {
    local every=30 terminal=
    if [[ -t 3 ]]; then
        every=1 terminal=yes
    fi
    (
        # Inherited locks would outlive the command by one sleep.
        exec 8>&- 9>&-
        trap '' INT
        seconds=0
        while true; do
            if [[ -n "$terminal" ]]; then
                printf '\r\033[K%s … %d s  %s' "$1" "$seconds" "$(last_line "$2" 48)" >&3
            elif ((seconds > 0 && seconds % every == 0)); then
                printf '%s … %d s so far: %s\n' "$1" "$seconds" "$(last_line "$2" 80)" >&3
            fi
            sleep 1 >/dev/null 2>&1 3>&- 4>&-
            seconds=$((seconds + 1))
        done
    ) &
    TICKER_PID=$!
}

stop_ticker() {
    [[ -n "$TICKER_PID" ]] || return 0
    kill "$TICKER_PID" 2>/dev/null || true
    wait "$TICKER_PID" 2>/dev/null || true
    TICKER_PID=
    if [[ -t 3 ]]; then
        printf '\r\033[K' >&3
    fi
}

# last_line LOG WIDTH: without the date, process and level that Odoo puts first.
last_line() {
    tail -n 1 -- "$1" 2>/dev/null | tr -d '\r\033' |
        sed -E 's/^[0-9-]{10} [0-9:,]{12} [0-9]+ [A-Z]+ [^ ]+ //' | cut -c1-"$2"
}
