"""The road from paper to record, one stage a file or folder. No stage imports another."""
