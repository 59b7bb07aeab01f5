"""Static files are copied, named by their content and compressed: ten seconds, so only when one of them changed."""

import hashlib

from smartkhata.launch.prepare import ROOT, digest


def collect(data_dir, run):
    """Call `run()`, which collects them into `data_dir`, unless they stand there as they are now."""
    stamp, state = data_dir / "static.stamp", _state()
    there = (data_dir / "static" / "staticfiles.json").exists()
    if there and stamp.exists() and stamp.read_text() == state:
        return
    stamp.unlink(missing_ok=True)
    run()
    stamp.write_text(state)


def _state():
    """Our files by size and time; those of packages change with the pins."""
    parts = [digest()]
    for path in sorted((ROOT / "static").rglob("*")):
        stat = path.stat()
        parts.append(f"{path.relative_to(ROOT)}:{stat.st_size}:{stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
