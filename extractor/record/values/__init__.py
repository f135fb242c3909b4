"""What a printed text says: amounts, percentages, numbers, dates, names. Text in, canonical strings out; pure."""
