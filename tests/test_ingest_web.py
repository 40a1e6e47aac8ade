"""Web addresses: what is fetched, what is refused, and where it is kept."""

import ipaddress
from collections.abc import Iterator
from pathlib import Path

import pytest
from formats_rendering import to_pdf
from web_server import Page, Site, article, packed, served

from ingest.errors import BriefingError
from ingest.files import read_text
from ingest.web import fetching
from ingest.web.address import is_public, public_address
from ingest.web.fetching import fetch
from ingest.web.folder import WebFolder
from ingest.web.problem import FetchError


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as running:
        yield running


def refused(url: str, **options: bool) -> str:
    with pytest.raises(FetchError) as error:
        fetch(url, **{"allow_private": True, **options})
    return f"{error.value.problem}; {error.value.remedy}"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::a00:1", False),
        ("::7f00:1", False),
    ],
)
def test_only_the_public_internet_is_public(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f000001", "::1", "0"])
def test_this_machine_is_recognised_however_it_is_spelt(host: str) -> None:
    with pytest.raises(FetchError, match="not public"):
        public_address(host, 80)
    assert public_address(host, 80, allow_private=True)


def test_a_private_address_is_not_asked(site: Site) -> None:
    site.pages["/"] = article("Ports")
    assert "this machine and not public; allow it with --allow-private" in refused(
        site.url, allow_private=False
    )
    assert site.asked == []


def test_a_redirect_into_the_network_is_not_followed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def of_the_news(host: str, port: int, *, allow_private: bool = False) -> str:
        if host == "news.example":
            return "127.0.0.1"
        return public_address(host, port, allow_private=allow_private)

    monkeypatch.setattr(fetching, "public_address", of_the_news)
    port = site.url.rpartition(":")[2]
    site.pages["/a"] = Page(status=302, headers={"location": f"{site.url}/secret"})
    site.pages["/b"] = Page(status=302, headers={"location": "/c"})
    site.pages["/c"] = article("Ports")
    news = f"http://news.example:{port}"
    assert "not public" in refused(f"{news}/a", allow_private=False)
    assert [path for path, _ in site.asked] == ["/a"]
    found = fetch(f"{news}/b")
    assert found is not None
    assert found.url == f"{news}/c"
    assert site.asked[-1][1]["host"] == f"news.example:{port}"


def test_a_loop_of_redirects_ends(site: Site) -> None:
    site.pages["/"] = Page(status=302, headers={"location": "/"})
    assert "leads on more than 5 times" in refused(site.url)
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (Page(b"x", status=404), "answers 404 Not Found"),
        (Page(b"x", status=403), "answers 403 Forbidden; download it in a browser"),
        (Page(b"x", "image/png"), "it is image/png, which is not read"),
        (Page(b"x", "application/octet-stream"), "does not say what it is"),
        (Page(b"x" * 1024 * 1024, "text/plain", repeated=60), "more than 50 MB"),
        (packed(bytes(60 * 1024 * 1024)), "more than 50 MB"),
        (Page(b"no gzip", headers={"content-encoding": "gzip"}), "answer is damaged"),
        (Page(b"x", status=302, headers={"location": "file:///etc/passwd"}), "no address of http"),
    ],
)
def test_what_cannot_be_fetched_is_told_with_what_mends_it(
    site: Site, page: Page, message: str
) -> None:
    site.pages["/"] = page
    assert message in refused(site.url)


def test_a_page_that_dribbles_or_falls_silent_is_given_up(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MAX_SECONDS", 0.3)
    site.pages["/dribbles"] = Page(b"x" * 10_000, seconds_between=0.02)
    assert "did not come within" in refused(f"{site.url}/dribbles")
    monkeypatch.setattr(fetching, "SILENT_SECONDS", 0.2)
    site.pages["/silent"] = Page(b"x" * 10_000, seconds_between=3)
    assert "nothing came" in refused(f"{site.url}/silent")


def test_a_machine_that_is_not_there_is_told(site: Site) -> None:
    assert "no machine is called" in refused("http://no.such.host.invalid/")
    assert "cannot be reached" in refused("http://127.0.0.1:9/")
    assert "certificate" in refused(site.url.replace("http:", "https:")) or "reached" in refused(
        site.url.replace("http:", "https:")
    )


@pytest.mark.parametrize(
    ("path", "page", "suffix"),
    [
        ("/a", article("Ports"), ".html"),
        ("/a.pdf", Page(to_pdf("# Ports"), "application/octet-stream"), ".pdf"),
        ("/a", Page(to_pdf("# Ports"), "text/html"), ".pdf"),
        ("/a.md", Page(b"# Ports", "text/plain"), ".md"),
        ("/a", Page(b"Ports", "text/plain"), ".txt"),
        ("/a.csv?x=1", Page(b"a,b", ""), ".csv"),
    ],
)
def test_the_kind_is_told_by_content_server_and_name(
    site: Site, path: str, page: Page, suffix: str
) -> None:
    site.pages[path] = page
    found = fetch(site.url + path, allow_private=True)
    assert found is not None
    assert found.suffix == suffix


def test_text_is_kept_in_utf8_whatever_the_server_sends(site: Site, tmp_path: Path) -> None:
    site.pages["/a.txt"] = Page("Málaga".encode("latin-1"), "text/plain; charset=iso-8859-1")
    site.pages["/b.txt"] = Page("Málaga".encode(), "text/plain; charset=ascii")
    folder = WebFolder(tmp_path)
    for name in ("a", "b"):
        kept = folder.fetch(f"{site.url}/{name}.txt", allow_private=True)
        assert read_text(kept).text == "Málaga"


def test_an_address_keeps_its_file_and_is_not_sent_again_unchanged(
    site: Site, tmp_path: Path
) -> None:
    folder = WebFolder(tmp_path.resolve())
    site.pages["/reports/ports"] = article("Ports")
    site.pages["/reports/ports"].headers["etag"] = '"one"'
    site.pages["/other/ports"] = article("Other ports")
    first = folder.fetch(f"{site.url}/reports/ports#costs", allow_private=True)
    other = folder.fetch(f"{site.url}/other/ports", allow_private=True)
    assert (first.name, other.name) == ("ports.html", "ports-2.html")
    assert folder.fetch(f"{site.url}/reports/ports", allow_private=True) == first
    assert site.asked[-1][1]["if-none-match"] == '"one"'
    site.pages["/reports/ports"] = article("Ports", more="It was sold.")
    again = folder.fetch(f"{site.url}/reports/ports", allow_private=True)
    assert again == first
    assert "It was sold." in read_text(again).text
    address = folder.address_of(first)
    assert address is not None
    assert address.url == f"{site.url}/reports/ports"
    assert folder.address_of(tmp_path.parent / "ports.html") is None
    site.pages["/reports/ports"] = Page(to_pdf("# Ports"), "application/pdf")
    moved = folder.fetch(f"{site.url}/reports/ports", allow_private=True)
    assert (moved.name, first.exists()) == ("ports.pdf", False)


def test_what_was_fetched_stays_where_the_page_is_gone(site: Site, tmp_path: Path) -> None:
    folder = WebFolder(tmp_path)
    site.pages["/a"] = article("Ports")
    kept = folder.fetch(f"{site.url}/a", allow_private=True)
    before = kept.read_bytes()
    site.pages["/a"] = Page(b"", status=500)
    with pytest.raises(FetchError):
        folder.fetch(f"{site.url}/a", allow_private=True)
    assert kept.read_bytes() == before


@pytest.mark.parametrize("path", ["/..%2f..%2fevil", "/%00", "/", "/?q=a/../b", "/" + "x" * 500])
def test_a_file_has_a_name_of_ours_whatever_the_address(
    site: Site, tmp_path: Path, path: str
) -> None:
    site.pages[path] = article("Ports")
    kept = WebFolder(tmp_path / "fetched").fetch(site.url + path, allow_private=True)
    assert kept.parent == tmp_path / "fetched"
    assert kept.suffix == ".html"
    assert len(kept.name) < 80


def test_a_damaged_list_of_addresses_is_told(site: Site, tmp_path: Path) -> None:
    (tmp_path / "addresses.json").write_text("[")
    site.pages["/a"] = article("Ports")
    with pytest.raises(BriefingError, match="Delete it"):
        WebFolder(tmp_path).fetch(f"{site.url}/a", allow_private=True)
