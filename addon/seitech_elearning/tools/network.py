"""Where requests come from, kept so that nobody can be found by it."""

import hashlib
import hmac
import ipaddress
from datetime import UTC, datetime

_PREFIX_LENGTH = {4: 24, 6: 48}


def network_of(address):
    """:return: the network an IP address belongs to (/24, /48), which is what limits apply to:
    one household or office, not one of the addresses it can choose from"""
    try:
        ip = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return str(ipaddress.ip_network((ip, _PREFIX_LENGTH[ip.version]), strict=False))


def network_hash(address, secret):
    """:param str address: an IP address
    :param str secret: the secret of the database
    :return: a text that stands for the network in this month; it cannot be turned back
    """
    month = datetime.now(UTC).strftime("%Y-%m")
    text = f"{month}/{network_of(address)}"
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()[:32]
