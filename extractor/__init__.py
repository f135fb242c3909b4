"""Digitizes Chinese budget-performance papers: scanned, stamped PDFs in, canonical records out."""
