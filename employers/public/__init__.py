"""What anybody may read of open vacancies: the list, its pages, feeds and map for search engines."""
