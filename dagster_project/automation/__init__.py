"""When loads run: schedule and sensor."""
