"""Payment rails: one rail, one file, plain values in and out."""
