"""A vacancy in words, for company, desk, preview and public page alike."""
