"""Runs a command on a terminal of its own and answers what it asks.

usage: on-terminal.py EXCHANGE COMMAND...
EXCHANGE is a JSON list of [question, answer]: each answer is typed, with Enter, when its question has appeared after
the question before. An answer that begins with a control character is typed as it is. Prints all that was on the
terminal and exits as the command does; 124 when nothing moves for two minutes.
"""

import json
import os
import pty
import select
import signal
import sys

PATIENCE_SECONDS = 120


def typed(answer):
    keys = answer.encode("utf-8")
    return keys if keys[:1] < b" " and keys else keys + b"\r"


def converse(terminal, exchange):
    said, seen = b"", 0
    while True:
        ready, _, _ = select.select([terminal], [], [], PATIENCE_SECONDS)
        if not ready:
            return said, False
        try:
            part = os.read(terminal, 65536)
        except OSError:
            part = b""
        if not part:
            return said, True
        said += part
        while exchange:
            place = said.find(exchange[0][0].encode("utf-8"), seen)
            if place < 0:
                break
            question, answer = exchange.pop(0)
            seen = place + len(question.encode("utf-8"))
            os.write(terminal, typed(answer))


def main():
    exchange, command = json.loads(sys.argv[1]), sys.argv[2:]
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    said, ended = converse(terminal, exchange)
    sys.stdout.buffer.write(said)
    if not ended:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return 124
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    sys.exit(main())
