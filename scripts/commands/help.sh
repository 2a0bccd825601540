# shellcheck shell=bash

command_help() {
    cat <<'HELP'
./scripts/dev.sh COMMAND

  up [--detach]       install what is missing, build, create the demo database, start Odoo and
                      follow its log; Ctrl-C stops everything it started. --detach: return once
                      Odoo answers
  stop                stop what this checkout runs
  status              what runs, where, and which versions
  logs                follow Odoo's log
  shell               Odoo's Python shell on the demo database
  psql [ARGUMENT…]    psql on the demo database
  reset [--yes]       throw the demo database away and make a new one; asks first

  install MODULE      install a module in the demo database (rebuilds first)
  update MODULE       update a module in the demo database (rebuilds first)
  build               compile ts_src/ into addon/seitech_elearning/static/src/
  watch               run Odoo in development mode and compile on every change: reload the page to
                      see new TypeScript, templates, styles and views; Python restarts Odoo
  check [--fix]       all static checks: types, linters, formatters, XML, Odoo's names; --fix formats.
                      (Odoo validates views when it installs the module: "test odoo")
  test [unit|odoo|e2e] [FILTER]
                      all test layers, or one, or the part of one that FILTER names: a file
                      (test_access, ordering), a Python class, or words of a test's name
  bench [--quick] [--only send,screen]
                      figures beside Odoo's own chats, in .dev/test-results/bench/
  screenshots [FILTER|readme|guide]
                      pictures of every surface, width, colour scheme and direction, from the
                      demo that runs, in .dev/screenshots/; FILTER: 390, rtl, 1440-dark-website,
                      visitor, desk; readme: the pictures of README.md; guide:
                      those of the user guide
  i18n                export what people read (.pot) and bring the languages up to date with it
  package             dist/seitech_elearning-VERSION.zip, for an addons folder of any Odoo 19

Environment: PORT (8069), DB (seitech_dev), ODOO_BIN (an Odoo 19 of your own), PGHOST PGUSER
PGPASSWORD (a PostgreSQL of your own), CHROMIUM (the browser the tests use), E2E_LANES (2:
how many e2e tests run side by side). Everything that commands make is in .dev/, logs in .dev/logs/.
HELP
}
