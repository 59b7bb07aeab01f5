"""/api/customer-portal: sign-in by code, bills, balance, "I have paid"."""
