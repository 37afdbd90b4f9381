"""How near one occupation is to another, and what experience in it counts for."""
