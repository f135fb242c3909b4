"""How the confidence model was made."""
