"""The use cases: what a person or a program asks for, as plain functions. ``bootstrap`` knows concrete classes."""
