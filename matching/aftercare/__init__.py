"""After the start: what a bad answer is, who deals with it, and pay beside what was agreed."""
