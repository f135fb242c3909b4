"""Trained artefacts and how each was made. Not part of the wheel, but for the artefacts themselves."""
