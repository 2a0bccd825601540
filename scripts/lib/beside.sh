# shellcheck shell=bash
# One piece of work beside the one in front; it ends at the latest with the shell that started it.

BESIDE_PID=

# beside LOG COMMAND…: starts the command; all it says goes to LOG. Its shell has to end with
# end_beside (leave_with).
beside() {
    local log="$1"
    shift
    # A process group of its own: Ctrl-C comes to the work in front, and all of this ends at once.
    set -m
    (
        set -e
        trap - EXIT INT TERM HUP
        exec 3>&1 4>&2
        "$@"
    ) >"$log" 2>&1 </dev/null &
    BESIDE_PID=$!
    set +m
}

# join_beside: waits for it; its exit code.
join_beside() {
    local code=0
    wait "$BESIDE_PID" || code=$?
    BESIDE_PID=
    return "$code"
}

# end_beside: ends what is left of it, if anything is.
end_beside() {
    [[ -n "$BESIDE_PID" ]] || return 0
    local deadline=$((SECONDS + 10))
    kill -TERM -- "-$BESIDE_PID" 2>/dev/null || true
    while kill -0 -- "-$BESIDE_PID" 2>/dev/null && ((SECONDS < deadline)); do
        sleep 0.2
    done
    kill -KILL -- "-$BESIDE_PID" 2>/dev/null || true
    wait "$BESIDE_PID" 2>/dev/null || true
    BESIDE_PID=
}
