# shellcheck shell=bash
# Odoo with several workers behind nginx, both configured by the files that the administrator's guide
# hands out (doc/admin). Used by one e2e test.

ADMIN_DOC="$MODULE_DIR/doc/admin"
NGINX_HOME="$STATE/nginx"

# nginx_program: the machine's own, or the one that provision_nginx has unpacked.
nginx_program() {
    local program
    for program in "$(command -v nginx)" /usr/sbin/nginx "$NGINX_HOME/usr/sbin/nginx"; do
        [[ ! -x "$program" ]] || { printf '%s\n' "$program" && return; }
    done
}

# Unpacked, not installed: the package's own service would take this machine's port 80.
provision_nginx() {
    [[ -z "$(nginx_program)" ]] || return 0
    have apt-get && have dpkg-deb || fail "nginx is missing; a test wants to start one: install it."
    local folder="$STATE/cache/nginx"
    mkdir -p "$folder"
    download_nginx "$folder" || { run_apt update && download_nginx "$folder"; } ||
        fail "apt-get cannot download nginx: install it yourself."
    rm -rf "$NGINX_HOME.new"
    dpkg-deb -x "$(find "$folder" -name 'nginx_*.deb' | sed -n 1p)" "$NGINX_HOME.new"
    mv "$NGINX_HOME.new" "$NGINX_HOME"
}

download_nginx() {
    (cd -- "$1" && apt-get -q -o APT::Sandbox::User="$(id -un)" download nginx)
}

# start_proxied NAME DATABASE: Odoo and nginx; prints where nginx answers, and the file of the
# certificate to be trusted.
start_proxied() {
    local folder="$STATE/run/$1.nginx" http_port bus_port tls_port
    http_port="$(free_port)" bus_port="$(free_port)" tls_port="$(free_port)"
    mkdir -p "$folder"
    read_proxied_options
    start_server "$1" "$2" "$http_port" --gevent-port="$bus_port" "${PROXIED_OPTIONS[@]}"
    make_certificate "$folder"
    write_nginx_conf "$folder" "$http_port" "$bus_port" "$tls_port"
    "$(nginx_program)" -e "$folder/error.log" -p "$folder" -c "$folder/nginx.conf" 3>&- 4>&-
    wait_for_server "$1"
    printf 'https://localhost:%s %s\n' "$tls_port" "$folder/fullchain.pem"
}

# read_proxied_options: what the guide's odoo.conf says, as options of the command line, which stands
# above the file that start_server writes.
read_proxied_options() {
    mapfile -t PROXIED_OPTIONS < <(sed -nE \
        -e 's/^(workers|db_maxconn|db_maxconn_gevent) = /--\1=/p' -e 's/^proxy_mode = True$/--proxy-mode/p' \
        -e 's/^max_cron_threads = /--max-cron-threads=/p' \
        -e 's/^http_interface = /--http-interface=/p' "$ADMIN_DOC/odoo.conf")
    ((${#PROXIED_OPTIONS[@]} == 6)) || fail "doc/admin/odoo.conf has lost one of its options."
}

make_certificate() {
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
        -addext "subjectAltName=DNS:localhost" -keyout "$1/privkey.pem" -out "$1/fullchain.pem" 2>/dev/null
}

# write_nginx_conf FOLDER HTTP_PORT BUS_PORT TLS_PORT: the guide's file with the ports of this run.
write_nginx_conf() {
    sed -e "s/127\.0\.0\.1:8069/127.0.0.1:$2/; s/127\.0\.0\.1:8072/127.0.0.1:$3/" \
        -e "s/listen 443 ssl/listen 127.0.0.1:$4 ssl/; s/listen 80/listen 127.0.0.1:$(free_port)/" \
        -e "s/odoo\.example\.com;/localhost;/; s|/etc/letsencrypt/live/odoo.example.com|$1|" \
        "$ADMIN_DOC/nginx.conf" >"$1/site.conf"
    cat >"$1/nginx.conf" <<CONF
pid $1/nginx.pid;
$(! is_root || echo "user root;")
worker_processes 1;
events {}
http {
    access_log off;
    client_body_temp_path $1/body;
    proxy_temp_path $1/proxy;
    fastcgi_temp_path $1/fastcgi;
    scgi_temp_path $1/scgi;
    uwsgi_temp_path $1/uwsgi;
    include $1/site.conf;
}
CONF
}

# stop_proxied NAME
stop_proxied() {
    local folder="$STATE/run/$1.nginx"
    if [[ -f "$folder/nginx.pid" ]]; then
        "$(nginx_program)" -e "$folder/error.log" -p "$folder" -c "$folder/nginx.conf" -s stop || true
    fi
    stop_server "$1"
    rm -rf "$folder" "$STATE/run/$1".*
}
