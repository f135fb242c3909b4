"""The text pipeline: configuration, training data, training and evaluation."""
