"""Mentions that follow written rules: money, percentages, dates, counts, scores, grades, document numbers."""
