"""Drafts, invoices and payments for the owner."""
