# shellcheck shell=bash
# Compiling ts_src/ into the addon.

BUILD_STAMP="$STATE/cache/build"

# build_front_end: only when a source is not the one that was compiled last.
build_front_end() {
    if front_end_is_current; then
        echo "nothing changed"
        return
    fi
    force_build
}

front_end_source() {
    hash_files ts_src build.mjs scripts/build_entries.mjs package-lock.json
}

front_end_is_current() {
    is_built && [[ "$(cat "$BUILD_STAMP" 2>/dev/null)" == "$(front_end_source)" ]]
}

is_built() {
    local entry
    for entry in backend portal extras desk learning support launcher member lesson embed embed_loader push_worker; do
        [[ -f "$MODULE_DIR/static/src/$entry/$entry.js" ]] || return 1
    done
}

force_build() {
    local source
    source="$(front_end_source)"
    node build.mjs
    printf '%s\n' "$source" >"$BUILD_STAMP"
}
