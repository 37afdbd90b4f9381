"""The kinds of clashes, one file a family. A kind is added by adding a record to ``KINDS`` of its file."""
