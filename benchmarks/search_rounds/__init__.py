"""What benchmarks/search.py runs against its server: a crowd of people, then rounds of queries."""
