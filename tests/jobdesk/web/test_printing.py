"""What a page on paper may read."""

import pytest

from jobdesk.web.printing import fetcher


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/x.png", "file:///etc/passwd", "ftp://localhost/x", "data:,x"]
)
def test_nothing_but_our_own_styles_and_fonts_is_read(url):
    with pytest.raises(ValueError, match="may not read"):
        fetcher().fetch(url)
