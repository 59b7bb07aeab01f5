"""``python -m smartkhata.launch up | down | check | static | migrate``"""

import os
import sys
from pathlib import Path

from smartkhata.core.embedded import Trouble
from smartkhata.launch import checks, copy, deployed

ROOT = Path(__file__).resolve().parents[2]


def main(command):
    os.chdir(ROOT)
    data_dir = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
    commands = {
        "up": lambda: copy.up(data_dir),
        "down": lambda: copy.down(data_dir),
        "check": checks.run,
        "static": deployed.static,
        "migrate": deployed.migrate,
    }
    return commands[command]()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1]))
    except Trouble as trouble:
        print(f"SmartKhata: {trouble}", file=sys.stderr)
        sys.exit(1)
    except OSError as error:
        print(f"SmartKhata: {error}. Free some space or choose another DATA_DIR.", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
