"""Gold and predicted envelopes in, the outcome of every field out, as "How accuracy is counted" of the canon says."""
