"""Runs a training behind the terminal and shows its progress bar: what ends the watching does not end the training.

`background.py start train.py ...` starts it where it does not run and watches it to its end; `watch` shows what runs, `stop` ends it
after a checkpoint. Its words are in NAME.log in the work folder.
"""

import os
import re
import signal
import subprocess
import sys
import time

from paths import work
from progress import held

NAMES = {'train.py': 'dock-defects', 'identity.py': 'dock-identity'}


def main(asked, rest):
    """`start SCRIPT ...`, `watch` or `stop`."""
    if asked == 'start':
        sys.exit(start(rest[0], rest[1:]))
    running = {name: pid for name in NAMES.values() if (pid := runs(name))}
    if not running:
        print('No training runs. `make train` or `make identity` begins one, or goes on from its checkpoint.')
    for name, pid in running.items():
        if asked == 'stop':
            os.kill(pid, signal.SIGTERM)
        watch(name)


def start(script, arguments):
    """Begins the training where it does not run, and watches it; 0 when all its steps are done."""
    name = NAMES[os.path.basename(script)]
    if not runs(name):
        began = begin(name, [script, *arguments])
        print(f'{name} trains in the background as process {began.pid}; its words are in {work(name + ".log")}. Ctrl-C ends this display only.')
        while began.poll() is None and not runs(name):
            time.sleep(0.1)
        watch(name, began)
        return began.wait()
    watch(name)
    return 0


def begin(name, command):
    """The training as a process of its own session, which a closed terminal does not end."""
    if os.path.exists(work(f'{name}.progress')):
        os.remove(work(f'{name}.progress'))
    with open(work(f'{name}.log'), 'a') as log:
        return subprocess.Popen([sys.executable, *command], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)


def runs(name):
    """The process that trains `name`, or None."""
    if not os.path.exists(work(f'{name}.lock')):
        return None
    with open(work(f'{name}.lock')) as lock:
        return None if held(lock, exclusive=False) else int(lock.read() or 0) or None


def watch(name, process=None):
    """Shows the line until the training ends; without a terminal, each ten percent."""
    shown, terminal = '', sys.stdout.isatty()
    while (process.poll() is None) if process else runs(name):
        line = said(name)
        if terminal and line:
            print(f'\r{line}\033[K', end='', flush=True)
        elif line[:1] and tenth(line) != tenth(shown):
            print(line, flush=True)
        shown = line or shown
        time.sleep(0.5)
    if terminal and said(name):
        print(f'\r{said(name)}\033[K')
    with open(work(f'{name}.log')) as log:
        print(f'{name}: {(log.read().strip().splitlines() or ["ended without a word"])[-1]}')


def said(name):
    """The training's own line."""
    try:
        with open(work(f'{name}.progress')) as file:
            return file.read()
    except FileNotFoundError:
        return ''


def tenth(line):
    """How many tenths of the training are done, by its line; None where it does not say."""
    share = re.search(r'(\d+)\.\d %', line)
    return share and int(share[1]) // 10


if __name__ == '__main__':
    try:
        main(sys.argv[1], sys.argv[2:])
    except KeyboardInterrupt:
        sys.exit('\nThe training goes on. `make progress` shows it again, `make stop` ends it.')
