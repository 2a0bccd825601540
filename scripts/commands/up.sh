# shellcheck shell=bash

STARTED_SERVER=
FOLLOWER_PID=

command_up() {
    local detach=
    case "${1:-}" in
        "") ;;
        --detach) detach=yes ;;
        *) fail "up knows only --detach, not $1." ;;
    esac
    check_settings
    leave_with leave_up
    if server_pid "$DB" >/dev/null; then
        up_is_running
        return
    fi
    bring_up
    print_welcome
    if [[ -n "$detach" ]]; then
        STARTED_SERVER=
        return
    fi
    follow_server
}

# bring_up ARGUMENT…: from nothing to an Odoo that answers; arguments are Odoo's.
bring_up() {
    plan_steps $((PROVISION_STEPS_WITH_ODOO + 4))
    make_state_folder
    # Before the long steps, not after them.
    ! have_python || require_free_port "$PORT"
    provision node odoo postgres
    step "Build" build with_lock build build_front_end
    use_postgres
    step "Demo database $DB" database with_lock database ensure_demo
    STARTED_SERVER="$DB"
    step "Odoo on port $PORT" start bring_up_server "$@"
}

have_python() {
    [[ -x /usr/bin/python3 ]]
}

ensure_demo() {
    ensure_template
    ensure_demo_database
}

bring_up_server() {
    start_server "$DB" "$DB" "$PORT" "$@"
    wait_for_server "$DB"
}

up_is_running() {
    local port
    port="$(server_port "$DB")"
    say "Odoo already runs: http://localhost:$port (database $DB)"
    if [[ "$port" != "$PORT" ]]; then
        say "It keeps its port; for $PORT: ./scripts/dev.sh stop, then up."
    fi
    if sources_have_changed; then
        say "Sources have changed since it was brought up: ./scripts/dev.sh update $MODULE"
    fi
    say "Its log: ./scripts/dev.sh logs"
}

sources_have_changed() {
    point_to_cluster
    ! front_end_is_current || [[ "$(noted_module_source "$DB")" != "$(module_source)" ]]
}

print_welcome() {
    cat >&3 <<WELCOME

  Odoo 19 with $MODULE:  http://localhost:$PORT   (database $DB)

  Log in (the password is the login):
    admin  manager  instructor  instructor2  agent  agent2    back office: E-Learning › Chat
    student  student2  student3                               portal: /my/chat

  Log: .dev/logs/$DB.log   Stop: ./scripts/dev.sh stop

WELCOME
}

# follow_server: the log, until Ctrl-C or until Odoo ends. An `update` from another terminal restarts
# Odoo under the same name, holding the database's lock meanwhile.
follow_server() {
    local pid
    while pid="$(server_pid "$DB")"; do
        tail -n 0 -F --pid="$pid" -- "$(server_log "$DB")" 2>/dev/null 8>&- &
        FOLLOWER_PID=$!
        wait "$FOLLOWER_PID" || true
        with_lock database true
    done
    STARTED_SERVER=
    say "Odoo has stopped; its log is .dev/logs/$DB.log"
    exit 1
}

leave_up() {
    stop_ticker
    [[ -z "$FOLLOWER_PID" ]] || kill "$FOLLOWER_PID" 2>/dev/null || true
    if [[ -n "$STARTED_SERVER" ]] && server_pid "$STARTED_SERVER" >/dev/null; then
        say ""
        say "Stopping Odoo …"
        stop_server "$STARTED_SERVER"
    fi
    release_postgres
}
