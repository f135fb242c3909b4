"""How the tables came to be, step by step. Written by ``makemigrations``; never changed once released."""
