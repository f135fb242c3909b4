"""Checked records in, the envelope out: every value with its place, its confidence and whether somebody must look."""
