"""What people are reminded of: ``kinds`` (the one table of them) → ``collect`` → ``digests`` → ``mails``."""
