"""What a page shows: boxes, pictures, characters, rulings, cells, forms. Frozen data, no I/O."""
