"""What the steps of a load stand on: HOME and its lock, the database, settings, the landing folder, the worker
processes."""
