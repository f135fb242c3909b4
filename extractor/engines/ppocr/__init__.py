"""What every engine that runs PP-OCR networks shares: their model folders, and the arithmetic before and after them."""
