"""Envelopes as one XLSX workbook: a sheet for every kind and for every list inside it, in Chinese."""
