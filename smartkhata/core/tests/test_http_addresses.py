"""Where the one door out does not lead: our own network, the cloud's metadata, hosts nobody allowed."""

import pytest
import urllib3.connection

from smartkhata.core import http
from smartkhata.core.tests.wire import names_resolve_to, server


@pytest.fixture
def _strict(settings):
    settings.OUTBOUND_ALLOW_PRIVATE = False


@pytest.mark.usefixtures("_strict")
@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "0.0.0.0"),
        *(
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::ffff:100.64.0.1]",
            "[::ffff:a83f:8110]",
        ),
        *("[2002:7f00:1::]", "[64:ff9b::7f00:1]"),
        *("[64:ff9b:1::7f00:1]", "[fd00:ec2::254]", "[fe80::1]", "[fec0::1]", "10.0.0.1", "172.16.0.1"),
        *("192.168.1.1", "169.254.169.254", "100.100.100.200", "192.0.0.192", "168.63.129.16", "198.18.0.1"),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255", "evil@127.0.0.1"),
    ],
)
def test_a_private_address_is_never_dialled(host):
    with server() as canary, pytest.raises(http.Forbidden):
        http.request("POST", f"https://{host}:{canary.port}/latest/meta-data")
    assert canary.requests == []


@pytest.mark.usefixtures("_strict")
@pytest.mark.parametrize(
    "address", ["127.0.0.1", "169.254.169.254", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1"]
)
def test_a_private_address_is_not_public(address):
    assert not http.is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "::ffff:93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"]
)
def test_an_address_on_the_internet_is_public(address):
    assert http.is_public(address)


@pytest.fixture
def dialled(monkeypatch):
    """The addresses that would have been dialled; each refuses."""
    addresses = []

    def refuse(address, *args, **kwargs):
        addresses.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(urllib3.connection.connection, "create_connection", refuse)
    return addresses


@pytest.mark.usefixtures("_strict")
def test_a_name_that_changes_its_mind_is_dialled_where_it_was_checked(monkeypatch, dialled):
    names_resolve_to(monkeypatch, ["93.184.216.34"], ["127.0.0.1"])
    with pytest.raises(http.NotSent):
        http.request("POST", "https://rebinding.example/")
    assert dialled == [("93.184.216.34", 443)]


@pytest.mark.usefixtures("_strict")
def test_a_name_with_one_private_address_is_refused_whole(monkeypatch, dialled):
    names_resolve_to(monkeypatch, ["93.184.216.34", "127.0.0.1"])
    with pytest.raises(http.Forbidden):
        http.request("POST", "https://mixed.example/")
    assert dialled == []


@pytest.mark.usefixtures("_strict")
def test_plain_http_is_refused(monkeypatch, dialled):
    names_resolve_to(monkeypatch, ["93.184.216.34"])
    with pytest.raises(http.Forbidden):
        http.request("POST", "http://provider.example/")
    assert dialled == []


@pytest.mark.parametrize(
    "url", ["http://evil.example", "http://api.example@evil.example", "http://x.api.example"]
)
def test_only_allowed_hosts_are_asked(url, monkeypatch, dialled):
    names_resolve_to(monkeypatch, ["93.184.216.34"])
    with pytest.raises(http.Forbidden):
        http.request("POST", url, allow_hosts=["api.example"])
    assert dialled == []


def test_an_allowed_host_is_asked_whatever_its_case():
    with server() as there:
        assert http.request("GET", f"http://LOCALHOST:{there.port}/", allow_hosts=["localhost"]).ok
