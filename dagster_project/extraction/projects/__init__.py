"""Which projects a report names, and which of them a place in it is about."""
