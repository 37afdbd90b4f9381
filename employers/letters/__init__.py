"""The e-mails about a company and about its vacancies."""
