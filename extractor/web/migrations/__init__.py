"""The tables of the service, step by step."""
