"""What ends a copy: Ctrl-C, SIGTERM, a closed terminal."""

import signal

ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def end_politely():
    """All of them end us as Ctrl-C does, through every `finally`."""
    for number in ENDS:
        # Under nohup a closed terminal means nothing.
        if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)


def be_deaf():
    """From here on nothing interrupts the tidying up: a second Ctrl-C would leave a server behind."""
    for number in ENDS:
        signal.signal(number, signal.SIG_IGN)


def _interrupt(*args):
    raise KeyboardInterrupt
