"""The check-in that a resident answers by a private link: questions in eleven languages, and the page."""
