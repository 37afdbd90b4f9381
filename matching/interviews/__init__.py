"""A talk of a company and a candidate: which times may be offered, how it reads, its calendar file."""
