# shellcheck shell=bash
# Compiling ts_src/ into the addon.

# build_front_end: only when a source is not the one that was compiled last.
build_front_end() {
    local stamp="$STATE/cache/build" wanted
    wanted="$(hash_files ts_src build.mjs package-lock.json)"
    if is_built && [[ "$(cat "$stamp" 2>/dev/null)" == "$wanted" ]]; then
        echo "nothing changed"
        return
    fi
    force_build
}

is_built() {
    local entry
    for entry in backend portal support launcher; do
        [[ -f "$MODULE_DIR/static/src/$entry/$entry.js" ]] || return 1
    done
}

force_build() {
    local wanted
    wanted="$(hash_files ts_src build.mjs package-lock.json)"
    node build.mjs
    printf '%s\n' "$wanted" >"$STATE/cache/build"
}
