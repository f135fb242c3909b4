"""Seeded content: canonical records of every kind, drawn from three pools of words that share nothing."""
