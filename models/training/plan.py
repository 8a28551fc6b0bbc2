"""What makes a training the same each time: its plan, a pace by steps alone, and where it stops."""

import hashlib
import math
import os
import signal
import sys
import time


def pace(step, steps, warm):
    """The part of the learning rate at a step: warm-up over `warm` steps, then a cosine down to nothing."""
    return min(1.0, (step + 1) / warm) * 0.5 * (1 + math.cos(math.pi * min(1.0, step / steps))) + 1e-3


def stop_at(options):
    """The step at which this run stops: the last one, or --until where that is given."""
    return min(options.steps, options.until or options.steps)


def over(run, options):
    """Whether --budget minutes of this run are used up; without a budget never. It only stops: the pace owes nothing to it."""
    return options.budget > 0 and time.time() - run.started > options.budget * 60


def done(step, steps):
    """How a training ended, in words."""
    return f'all {steps} steps are done' if step >= steps else f'stopped after {step} of {steps} steps; run it again to go on'


class Gently:
    """Lets a step or a checkpoint be finished before the process does what SIGTERM or Ctrl-C asks for, so that what is kept is never half a step."""

    def __init__(self):
        self.busy, self.asked = False, False
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, self.end)

    def end(self, *_):
        """Ends the process, or has it end after what it is at."""
        self.asked = True
        if not self.busy:
            sys.exit('stopped; run it again to go on')

    def __enter__(self):
        self.busy = True

    def __exit__(self, *_):
        self.busy = False
        if self.asked:
            self.end()


def fingerprint(path):
    """Which numbers a training began with, by their hash; empty where it began anew."""
    if not path:
        return ''
    if not os.path.exists(path):
        sys.exit(f'{path} is not there: give an .npz of numbers to go on from, or START= to begin anew.')
    with open(path, 'rb') as file:
        return hashlib.sha256(file.read()).hexdigest()[:16]


def same_plan(state, wanted, name):
    """Ends with the first difference where a checkpoint is of another plan; a finished one needs no plan."""
    kept = state.get('plan')
    if kept is None and state['step'] >= wanted['steps']:
        return
    if kept is None:
        sys.exit(f'{name} is of a trainer that kept no plan ({state["step"]} steps), so nothing can go on from it exactly. Move it away, or give its numbers as START.')
    for key, value in wanted.items():
        if kept.get(key) != value:
            sys.exit(f'{name} is of another plan: its {key} is {kept.get(key)!r}, {value!r} was asked for. Ask for the same, or move the file away to begin anew.')
