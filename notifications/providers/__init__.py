"""One provider, one file, one line in notifications/services/channels.py."""
