# shellcheck shell=bash
# Debian packages. Asks apt for something only when it is missing.

# A word "a|b" means whichever this release of Debian has; a leading "+" means "fine without".
ODOO_PACKAGES=(
    python3 +python3-asn1crypto python3-babel +python3-cbor2 python3-chardet python3-cryptography
    python3-dateutil python3-docutils +python3-geoip2 python3-gevent python3-greenlet python3-idna
    python3-jinja2 python3-libsass python3-lxml +python3-lxml-html-clean python3-markupsafe
    python3-num2words +python3-ofxparse python3-openpyxl python3-openssl python3-pil python3-polib
    python3-psutil python3-psycopg2 "python3-pypdf|python3-pypdf2" "python3-tz|python3-pytz"
    python3-qrcode python3-reportlab python3-requests python3-rjsmin +python3-serial python3-stdnum
    python3-urllib3 +python3-usb +python3-vobject python3-werkzeug +python3-xlrd python3-xlsxwriter
    +python3-xlwt +python3-zeep python3-freezegun python3-magic python3-passlib python3-websocket
    +python3-watchdog +libjs-jquery +libjs-jquery-form +libjs-underscore +fonts-dejavu-core
    +fonts-font-awesome +fonts-inconsolata +fonts-ocr-b +fonts-roboto-unhinted
)
NODE_PACKAGES=(nodejs npm ca-certificates)
POSTGRES_PACKAGES=(postgresql)
POSTGRES_CLIENT_PACKAGES=(postgresql-client)
BROWSER_PACKAGES=(chromium)
# nginx is unpacked instead (proxied.sh): its package would start a service.
DOCUMENT_PACKAGES=(curl openssl)

# Optional words this Debian turned out not to know, so that later runs do not ask again.
UNKNOWN_PACKAGES="$STATE/cache/packages-not-in-this-debian"

# missing_packages WORD…: the words of which nothing is installed, one per line.
missing_packages() {
    local word name installed
    have dpkg-query || return 0
    installed=" $(dpkg-query -W -f='${Package} ${db:Status-Status}\n' | sed -n 's/ installed$//p' | tr '\n' ' ') "
    for word in "$@"; do
        for name in ${word//[+|]/ }; do
            [[ "$installed" != *" $name "* ]] || continue 2
        done
        grep -Fxq -e "$word" "$UNKNOWN_PACKAGES" 2>/dev/null || printf '%s\n' "$word"
    done
}

# ask_for_sudo WORD…: says what is missing where nothing can install it, and asks for the password
# while there is a terminal to ask on.
ask_for_sudo() {
    local missing
    missing="$(missing_packages "$@" | grep -v '^+' | cut -d'|' -f1 | tr '\n' ' ')" || true
    [[ -n "$missing" ]] && ! is_root || return 0
    have sudo || fail "Debian packages are missing and there is no sudo; as root: apt-get install $missing"
    sudo -n true 2>/dev/null || sudo -v -p "sudo password of %u, to install Debian packages: " ||
        fail "Debian packages are missing and sudo was refused; as root: apt-get install $missing"
}

# install_packages WORD…
install_packages() {
    local missing wanted=() word
    if ! have dpkg-query || ! have apt-get; then
        check_without_apt
        return
    fi
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]} > 0)) || return 0
    # An ordinary user's optional gaps are no reason to ask for a password.
    if ! is_root && ! printf '%s\n' "${missing[@]}" | grep -v '^+' >/dev/null; then
        return
    fi
    echo "missing: ${missing[*]}"
    # A foreign source that does not answer is no reason to stop; a missing package will be.
    run_apt update || true
    for word in "${missing[@]}"; do
        choose_package "$word"
    done
    ((${#wanted[@]} == 0)) || run_apt install -y --no-install-recommends "${wanted[@]}"
}

# choose_package WORD: adds the first name this Debian knows to the caller's `wanted`.
choose_package() {
    local name
    for name in ${1//[+|]/ }; do
        if apt-cache policy "$name" 2>/dev/null | grep 'Candidate: [^(]' >/dev/null; then
            wanted+=("$name")
            return
        fi
    done
    [[ "$1" == +* ]] || fail "this Debian knows no package ${1//|/ or }."
    echo "skipped, not in this Debian: $1"
    printf '%s\n' "$1" >>"$UNKNOWN_PACKAGES"
}

run_apt() {
    local as_root=()
    is_root || as_root=(sudo -n)
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q \
        -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@"
}

# On other systems everything must be there already.
check_without_apt() {
    [[ -n "${ODOO_BIN:-}" ]] && have node && have npm && have psql ||
        fail "there is no apt-get here: install Node.js $NODE_MINIMUM, PostgreSQL and Odoo 19 yourself and set ODOO_BIN."
}
