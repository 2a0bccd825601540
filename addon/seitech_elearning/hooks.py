from pathlib import Path

from odoo.exceptions import UserError

COMPILED_FILE = Path(__file__).parent / "static" / "src" / "backend" / "backend.js"


def pre_init_hook(env):
    """Refuse to install a checkout whose front end has not been compiled.

    :raise UserError: saying what to run; an asset error in every page would say less.
    """
    if not COMPILED_FILE.is_file():
        raise UserError(
            env._(
                "The front end of seitech_elearning is not built: "
                "run “./scripts/dev.sh build” (or “npm run build”) in the checkout, then try again."
            )
        )


def uninstall_hook(env):
    """Drop what Odoo does not know it created."""
    env.cr.execute("DROP SEQUENCE IF EXISTS seitech_chat_rev_seq")
    for function in (
        "seitech_chat_query(text)",
        "seitech_chat_vector(integer, text)",
        "seitech_chat_runs(text)",
        "seitech_chat_fold(text)",
    ):
        # With the column that is computed by it.
        env.cr.execute(f"DROP FUNCTION IF EXISTS {function} CASCADE")
    env.cr.execute("DROP TABLE IF EXISTS seitech_chat_rate")
