"""Theme and language are kept in a cookie, and the way back stays on our site."""

import pytest


def test_the_chosen_theme_is_rendered_by_the_server(client):
    client.post("/theme", {"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/sign-in/").content.decode()


@pytest.mark.parametrize("theme", ["", "neon", '"><script>'])
def test_an_unknown_theme_is_not_kept(client, theme):
    assert "sk_theme" not in client.post("/theme", {"theme": theme}).cookies


def test_a_forged_cookie_is_ignored(client):
    client.cookies["sk_theme"] = "neon"
    assert 'data-theme="auto"' in client.get("/sign-in/").content.decode()


def test_the_language_is_the_page_s_language(client):
    client.post("/language", {"language": "hi"})
    assert '<html lang="hi"' in client.get("/sign-in/").content.decode()


@pytest.mark.parametrize(
    ("target", "lands"),
    [
        ("/portal/?status=paid", "/portal/?status=paid"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
    ],
)
def test_one_returns_to_a_page_of_ours(client, target, lands):
    assert client.post("/theme", {"theme": "light", "next": target}).url == lands
