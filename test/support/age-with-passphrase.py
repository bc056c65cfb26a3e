"""Runs a command on a terminal of its own, types a passphrase when asked, and passes its output on.

usage: age-with-passphrase.py OUTPUT PASSPHRASE COMMAND...
age reads passphrases from the terminal only, never from a pipe.
"""

import os
import pty
import sys

output, passphrase, command = sys.argv[1], sys.argv[2], sys.argv[3:]
child, terminal = pty.fork()
if child == 0:
    target = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(target, 1)
    os.execvp(command[0], command)
said = b""
answered = False
while True:
    try:
        part = os.read(terminal, 1024)
    except OSError:
        break
    if not part:
        break
    said += part
    if not answered and b":" in said:
        answered = True
        os.write(terminal, passphrase.encode() + b"\n")
sys.stderr.buffer.write(said)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
