"""Runs nbgrader's own commands, one after the other, in a process of its own: ``driver.py < lines of JSON``.

Each line is ``{"cwd": …, "argv": […]}``; the answer is a line ``{"code": …, "said": …}``. One process, because each
start of nbgrader takes seconds.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import traceback

from jupyter_core.application import NoStart
from nbgrader.apps.nbgraderapp import NbGraderApp

SAID = io.StringIO()
"""One for all commands: loggers keep the stream that was there when they were made."""


def run(argv: list[str]) -> tuple[int, str]:
    """One command, as from a terminal."""
    SAID.seek(0)
    SAID.truncate()
    with contextlib.redirect_stderr(SAID), contextlib.redirect_stdout(SAID):
        try:
            NbGraderApp.clear_instance()
            app = NbGraderApp.instance()
            app.initialize(argv)
            with contextlib.suppress(NoStart):  # a command with commands of its own says so when those are done
                app.start()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        except BaseException:
            traceback.print_exc()
            code = 1
        finally:
            if NbGraderApp.initialized() and NbGraderApp.instance().subapp is not None:
                type(NbGraderApp.instance().subapp).clear_instance()
    return code, SAID.getvalue()


def main() -> None:
    """Answer each line."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    for line in sys.stdin:
        wanted = json.loads(line)
        os.chdir(wanted["cwd"])
        code, said = run(wanted["argv"])
        answers.write(json.dumps({"code": code, "said": said}) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
