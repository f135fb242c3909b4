"""What a document says: values, the record kinds, evidence, the envelope. Pure; imports only paper."""
