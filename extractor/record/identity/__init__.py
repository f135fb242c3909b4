"""Who is who: two printed names in, whether they mean one project or one unit out, with the reason in words.

Pure: names, years and places in, decisions out. Nothing is merged here; a decision can be shown, taken back and
overruled by whoever keeps the entities.
"""
