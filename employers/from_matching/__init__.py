"""What this room asks of matching, which stands above it: matching registers the answers at start."""
