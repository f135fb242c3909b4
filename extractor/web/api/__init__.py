"""``/api/v1``: the JSON twin of every page."""
