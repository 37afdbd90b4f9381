"""What was agreed about work, on any day: versions that are only added to, and how they are read."""
