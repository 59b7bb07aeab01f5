"""``python -m smartkhata.launch up | down | check | messages | static | migrate | beat-alive``"""

import errno
import os
import sys
from pathlib import Path

from smartkhata.core.embedded import Trouble
from smartkhata.launch import checks, copy, deployed, messages

ROOT = Path(__file__).resolve().parents[2]


def main(arguments):
    os.chdir(ROOT)
    data_dir = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
    commands = {
        "up": lambda: copy.up(data_dir),
        "down": lambda: copy.down(data_dir),
        "check": checks.run,
        "messages": messages.update_all,
        "static": deployed.static,
        "migrate": deployed.migrate,
        "beat-alive": deployed.beat_alive,
    }
    if len(arguments) != 1 or arguments[0] not in commands:
        raise Trouble(f"Say one of {', '.join(commands)}.")
    return commands[arguments[0]]()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Trouble as trouble:
        print(f"SmartKhata: {trouble}", file=sys.stderr)
        sys.exit(1)
    except OSError as error:
        hint = "Free some space." if error.errno == errno.ENOSPC else "Check it, or choose another DATA_DIR."
        print(f"SmartKhata: {error}. {hint}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
