"""What the gateway answers at its addresses, one class for each concern."""
