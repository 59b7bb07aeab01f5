"""A document as people see it: plain values in, HTML and PDF out."""
