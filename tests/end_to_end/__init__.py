"""The real program against local stand-ins of both services: what a user sees, promise by promise."""
