"""The way of a proposal from an idea to work: its terms, whose turn it is, the board."""
