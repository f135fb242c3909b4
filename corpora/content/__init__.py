"""Seeded content: canonical records of every kind, drawn from two pools of words that share nothing."""
