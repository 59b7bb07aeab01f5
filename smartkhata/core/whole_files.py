"""Files that are whole or not there, whenever we are killed."""

import os
import shutil


def write_whole(path, text, *, user=None, group=None):
    """Write a private file (mode 0600); a crash leaves the old one or the new one, never half of it."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    if user:
        shutil.chown(fresh, user, group)
    fresh.replace(path)
    return path
