"""The pages, a file each: request in, HTML out."""
