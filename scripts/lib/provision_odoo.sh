# shellcheck shell=bash
# Odoo 19: the person's own (ODOO_BIN), or Debian's package unpacked into .dev/odoo.

ODOO_HOME="$STATE/odoo"
ODOO_SERIES=19.0
# Filled by use_odoo: the words that start Odoo.
ODOO_COMMAND=()

# use_odoo: decides which Odoo this command runs; it must have been provisioned.
use_odoo() {
    # Where Odoo finds the program rtlcss, unless the machine has its own.
    local npm_programs="$ROOT/node_modules/.bin"
    if [[ -z "${ODOO_BIN:-}" ]]; then
        # PATH: Odoo starts itself again by the bare name python3 when Python code changes.
        ODOO_COMMAND=(env -u PYTHONHOME "PYTHONPATH=$ODOO_HOME/usr/lib/python3/dist-packages"
            "PATH=/usr/bin:/bin:$PATH:$npm_programs" /usr/bin/python3 "$ODOO_HOME/usr/bin/odoo")
        return
    fi
    choose_own_odoo
    ODOO_COMMAND=(env "PATH=$PATH:$npm_programs" "${ODOO_COMMAND[@]}")
}

# choose_own_odoo: the person's own, whether it is a program, a script or a name in PATH.
choose_own_odoo() {
    if [[ -x "$ODOO_BIN" && -f "$ODOO_BIN" ]]; then
        ODOO_COMMAND=("$(readlink -f -- "$ODOO_BIN")")
    elif [[ -f "$ODOO_BIN" ]]; then
        ODOO_COMMAND=(python3 "$(readlink -f -- "$ODOO_BIN")")
    elif have "$ODOO_BIN"; then
        ODOO_COMMAND=("$(command -v "$ODOO_BIN")")
    else
        fail "ODOO_BIN=$ODOO_BIN is neither a file nor a command."
    fi
}

# check_odoo: the Odoo in use starts and is of the right series.
check_odoo() {
    local version
    version="$("${ODOO_COMMAND[@]}" --version | sed -n 1p)" || fail "${ODOO_BIN:-$ODOO_HOME/usr/bin/odoo} does not start: see $STATE/logs/odoo-provision.log"
    [[ "$version" == *" $ODOO_SERIES"* ]] ||
        fail "${ODOO_BIN:-$ODOO_HOME} is \"$version\"; this module is for Odoo $ODOO_SERIES."
    printf '%s\n' "$version"
}

# odoo_package_folder: the folder that holds Odoo's Python package `odoo`.
odoo_package_folder() {
    if [[ -z "${ODOO_BIN:-}" ]]; then
        printf '%s\n' "$ODOO_HOME/usr/lib/python3/dist-packages/odoo"
        return
    fi
    printf '%s\n' 'import os, odoo; print("ODOO=" + os.path.dirname(os.path.abspath(odoo.tools.__file__)))' |
        "${ODOO_COMMAND[@]}" shell --no-http 2>/dev/null | sed -n 's/^ODOO=\(.*\)\/tools$/\1/p'
}

provision_odoo() {
    if [[ -z "${ODOO_BIN:-}" ]]; then
        [[ -f "$ODOO_HOME/usr/bin/odoo" ]] || unpack_odoo
        link_system_folders
    fi
    use_odoo
    check_odoo
}

unpack_odoo() {
    local deb
    deb="$(find "$STATE/cache" -maxdepth 1 -name "odoo-19_$ODOO_SERIES*.deb" | sed -n 1p)"
    if [[ -z "$deb" ]]; then
        download_odoo
        deb="$(find "$STATE/cache" -maxdepth 1 -name 'odoo-19_*.deb' | sed -n 1p)"
    fi
    [[ "$(dpkg-deb -f "$deb" Version)" == "$ODOO_SERIES"* ]] ||
        fail "Debian now carries Odoo $(dpkg-deb -f "$deb" Version), not $ODOO_SERIES: set ODOO_BIN to an Odoo $ODOO_SERIES."
    rm -rf "$ODOO_HOME.new"
    dpkg-deb -x "$deb" "$ODOO_HOME.new"
    mv "$ODOO_HOME.new" "$ODOO_HOME"
}

# Debian's Odoo links to fonts and scripts of other packages relative to /usr/share; unpacked
# elsewhere those links would dangle and website pages answer 500.
link_system_folders() {
    local name
    for name in fonts fonts-font-awesome javascript; do
        [[ -e "$ODOO_HOME/usr/share/$name" ]] || ln -sfn "/usr/share/$name" "$ODOO_HOME/usr/share/$name"
    done
}

# download_odoo: one package of Debian sid, with apt options that leave the machine's own package
# lists and sources alone.
download_odoo() {
    have apt-get || fail "Odoo 19 can be fetched only with apt-get (Debian): set ODOO_BIN to your own."
    mkdir -p "$PRIVATE_APT/lists/partial" "$PRIVATE_APT/cache/archives/partial"
    update_private_lists
    (cd "$STATE/cache" && private_apt download odoo-19) ||
        fail "Debian sid carries no package odoo-19 any more: set ODOO_BIN to your own Odoo 19."
}

PRIVATE_APT="$STATE/cache/apt"

# update_private_lists: as strictly as the machine's mirror and keyring allow.
update_private_lists() {
    local mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    mirror="$(debian_mirror)"
    [[ -n "$mirror" ]] || fail "apt has no Debian mirror configured: set ODOO_BIN to your own Odoo 19."
    if [[ -f "$keyring" ]]; then
        ! update_from "signed-by=$keyring" "$mirror" || return 0
        say "      the mirror's list of sid is old or not verifiable; trying it without its date"
        ! update_from "signed-by=$keyring check-valid-until=no" "$mirror" || return 0
    fi
    say "      this release's Debian keyring cannot verify sid; going on without that check"
    update_from "trusted=yes check-valid-until=no" "$mirror" ||
        fail "the Debian mirror $mirror carries no sid: set ODOO_BIN to your own Odoo 19."
}

# update_from OPTIONS MIRROR
update_from() {
    printf 'deb [%s] %s sid main\n' "$1" "$2" >"$PRIVATE_APT/sources.list"
    private_apt update
}

private_apt() {
    apt-get -q -o Dir::Etc::sourcelist="$PRIVATE_APT/sources.list" -o Dir::Etc::sourceparts=/dev/null \
        -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null \
        -o Dir::State::Lists="$PRIVATE_APT/lists" -o Dir::Cache="$PRIVATE_APT/cache" \
        -o APT::Sandbox::User="$(id -un)" -o APT::Default-Release= -o APT::Update::Error-Mode=any \
        -o Acquire::Languages=none -o Acquire::Retries=3 "$@"
}

# debian_mirror: the address this machine's own apt uses for Debian, whatever the file's format.
debian_mirror() {
    local mirror
    mirror="$(apt-get indextargets --format '$(REPO_URI)' \
        'Identifier: Packages' 'Origin: Debian' 'Label: Debian' 2>/dev/null | sed -n 1p)"
    # Without downloaded lists apt does not know origins yet; any archive but the security one.
    [[ -n "$mirror" ]] || mirror="$(apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' \
        2>/dev/null | sed -n '\|/debian/*$|p' | sed -n 1p)"
    printf '%s' "$mirror"
}
