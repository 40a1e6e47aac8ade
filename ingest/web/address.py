"""Which machines a page may be fetched from: none that only this one can see, unless allowed."""

import ipaddress
import socket
from collections.abc import Sequence

from ingest.web.problem import FetchError

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


def public_address(host: str, port: int, *, allow_private: bool = False) -> str:
    """Return an address of a host that may be connected to, as numbers.

    Whoever connects must use this address and not the name: the name may mean another machine the
    next time it is looked up. A name is refused if any of its addresses is not public.

    Raises FetchError where there is none.
    """
    found = _addresses(host, port)
    if not allow_private:
        for address in found:
            if not is_public(address):
                raise FetchError(
                    f"{host} is {address}, which is {_kind(address)} and not public",
                    "allow it with --allow-private if it is meant",
                )
    return str(found[0])


def is_public(address: IpAddress) -> bool:
    """Tell whether an address is of the public internet, also where it wraps another."""
    inner = _wrapped(address)
    return address.is_global and not address.is_multicast and (inner is None or is_public(inner))


def _wrapped(address: IpAddress) -> IpAddress | None:
    """Return the IPv4 address that an IPv6 one stands for: mapped, 6to4, NAT64 or compatible."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    prefix = int(address) >> 32
    if prefix in (0, int(ipaddress.IPv6Address("64:ff9b::")) >> 32) and int(address) > 1:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _addresses(host: str, port: int) -> Sequence[IpAddress]:
    try:
        # The system's own resolver also reads "2130706433" and "0x7f.1" as the numbers they are.
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"no machine is called {host}", "check the address") from error
    # A scope ("%eth0") marks a link-local address, which is judged without it.
    return [ipaddress.ip_address(str(answer[4][0]).partition("%")[0]) for answer in answers]


def _kind(address: IpAddress) -> str:
    inner = _wrapped(address)
    if inner is not None and not is_public(inner):
        return _kind(inner)
    if address.is_loopback:
        return "this machine"
    if address.is_link_local:
        return "link-local"
    if address.is_multicast:
        return "multicast"
    return "private or reserved"
