"""Two shops to look around in, made through the real services, with messages muted."""
