"""Keep Well: answers families' questions on keeping well in pregnancy and after birth."""
