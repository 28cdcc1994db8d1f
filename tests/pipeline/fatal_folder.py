"""A landing folder that does harm to the process that reads from it.

It stands apart from the tests because worker processes import it, and must not import the whole warehouse with it.
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


class FatalFolder(type(Path())):
    """Opening ``kill.txt``, ``hang.txt`` or ``slow.txt`` kills the process, hangs it for good, or takes ten minutes."""

    def __truediv__(self, name):
        if name == "kill.txt":
            os.kill(os.getpid(), signal.SIGKILL)
        if name == "hang.txt":
            # Out of reach of the alarm, as a library's own loop is, and of a polite request to end.
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            time.sleep(600)
        if name == "slow.txt":
            time.sleep(600)
        return super().__truediv__(name)
