"""Head counts and posts, from sentences and tables."""
