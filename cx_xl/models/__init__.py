"""Customer-base models: how long customers stay, buy again, and what that is worth."""
