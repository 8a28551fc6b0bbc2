"""How far a training is, in one line that others may read; and its lock, so that there is one training of a network at a time."""

import fcntl
import os
import sys
import time

from paths import work

WIDTH = 30  # characters of the bar


class Progress:
    """Holds the lock of training `name` while it runs, keeps its line in the work folder, and writes a log line now and then."""

    def __init__(self, name, steps, step):
        self.name, self.steps, self.began, self.started, self.written = name, steps, step, time.time(), 0.0
        self.lock = open(work(f'{name}.lock'), 'a+')
        # whoever only asks whether a training runs holds the lock for a moment
        if not any(held(self.lock, exclusive=True) or time.sleep(0.05) for _ in range(20)):
            sys.exit(f'A training of {name} runs already. See how far it is with `make progress`, end it with `make stop`.')
        self.lock.truncate(0)
        self.lock.write(str(os.getpid()))
        self.lock.flush()

    def tell(self, step, words, every=20):
        """The line after `step`, at most once a second; a line of the log after every 20th."""
        line = self.line(step, words)
        if time.time() - self.written > 1 or step >= self.steps:
            self.written = time.time()
            with open(work(f'{self.name}.progress.new'), 'w') as file:
                file.write(line)
            os.replace(work(f'{self.name}.progress.new'), work(f'{self.name}.progress'))
            if sys.stdout.isatty():
                print(f'\r{line}\033[K', end='', flush=True)
        if step % every == 0 and not sys.stdout.isatty():
            print(line, flush=True)

    def line(self, step, words):
        """A bar, percent, steps, and how long the rest takes at the pace of this run."""
        share = min(1.0, step / self.steps)
        done = int(share * WIDTH)
        left = (time.time() - self.started) / max(1, step - self.began) * max(0, self.steps - step)
        return f'{self.name} [{"#" * done}{"-" * (WIDTH - done)}] {share * 100:5.1f} % step {step}/{self.steps}, {lasting(left)} to go, {words}'


def lasting(seconds):
    """Seconds in words."""
    minutes = round(seconds / 60)
    return f'{minutes // 60} h {minutes % 60:02d} min' if minutes >= 60 else f'{minutes} min' if minutes else f'{seconds:.0f} s'


def held(lock, exclusive):
    """Takes the lock of an open file; False where another process holds it. No child of the process holds it too."""
    try:
        fcntl.lockf(lock, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        return True
    except BlockingIOError:
        return False
