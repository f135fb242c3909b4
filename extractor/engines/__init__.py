"""Adapters to the outside libraries that read paper: pdfium, PP-OCR engines, camelot."""
