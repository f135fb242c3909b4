"""Records in, the same records with what the rules noticed out. Rules notice, they never repair."""
