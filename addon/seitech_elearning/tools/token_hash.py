"""What the database knows of tokens, and of the keys of clients."""

import hashlib


def token_hash(token):
    """:param str token: what somebody has shown, whatever it may be
    :return: what stands for it: whoever reads the database cannot show the token
    """
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
