"""The web page: what it says, what it draws, and how it behaves in a real browser."""
