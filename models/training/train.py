"""Trains the comparing network on twins and references; stop it at any time, the next run goes on from its last checkpoint."""

import copy
import os
import sys
import time

import numpy as np
import torch

from device import half, named, there
from losses import losses
from network import Defects, normalise
from paths import arguments, work
from plan import Gently, done, fingerprint, over, pace, same_plan, stop_at
from progress import Progress
from recipe import FIRST
from stream import Stream
from watch import Watch


PLAN = ('steps', 'pairs', 'seed', 'rate', 'first', 'shards', 'data', 'start')  # what a training learns from, in which order and how fast


def main():
    """Runs to --steps, with a checkpoint and a look at held-out twins every --minutes; stops at step --until or after --budget minutes of this run."""
    options = arguments(('steps', 2000), ('pairs', 16), ('seed', 21), ('rate', 1.2e-3), ('first', 133), ('shards', 400), ('data', FIRST.version), ('start', ''), ('minutes', 3.0), ('budget', 0.0), ('until', 0), ('threads', 2), ('watch', 1))
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    run = Run(options)
    if run.step >= options.steps:
        return print(done(run.step, options.steps))
    run.progress = Progress('dock-defects', options.steps, run.step)
    stream = Stream(options.seed, range(options.first, options.shards), options.pairs, options.data)
    watch = Watch(options.data) if options.watch else None
    gently = Gently()
    try:
        while run.step < stop_at(options) and not over(run, options):
            batch = stream.batch(run.step)
            with gently:
                run.learn(batch)
            if time.time() - run.saved > options.minutes * 60:
                with gently:
                    run.save()
                if watch:
                    watch.tell(run.smooth, run.step)
    finally:
        run.save()
    print(done(run.step, options.steps))


class Run:
    """The network, its smoothed copy, the optimiser, and how far they have come."""

    def __init__(self, options):
        self.options, self.step, self.spent, self.pictures, self.started, self.saved = options, 0, 0.0, 0, time.time(), time.time()
        self.network = there(Defects()).to(memory_format=torch.channels_last)
        decay = [p for p in self.network.parameters() if p.ndim > 1]
        plain = [p for p in self.network.parameters() if p.ndim <= 1]
        self.optimiser = torch.optim.AdamW([{'params': decay, 'weight_decay': 0.02}, {'params': plain, 'weight_decay': 0.0}], lr=options.rate)
        self.smooth = copy.deepcopy(self.network)
        self.told, self.progress = {}, None
        self.resume()

    def resume(self):
        """Goes on from the checkpoint where there is one."""
        if os.path.exists(work('checkpoint.pt')):
            state = torch.load(work('checkpoint.pt'), map_location='cpu')
            same_plan(state, plan(self.options), 'checkpoint.pt')
            self.step, self.spent, self.pictures = state['step'], state['spent'], state['pictures']
            self.network.load_state_dict(state['network'])
            self.smooth.load_state_dict(state['smooth'])
            self.optimiser.load_state_dict(state['optimiser'])
            print(f'goes on from step {self.step}', flush=True)
        elif self.options.start:
            start(self.network, self.options.start)
            self.smooth.load_state_dict(self.network.state_dict())

    def save(self):
        """Writes the checkpoint; a half-written one never takes the place of a whole one."""
        state = {'step': self.step, 'network': self.network.state_dict(), 'smooth': self.smooth.state_dict(), 'optimiser': self.optimiser.state_dict(), 'seed': self.options.seed, 'plan': plan(self.options), 'threads': self.options.threads, 'device': named(), 'spent': self.minutes(), 'pictures': self.pictures}
        torch.save(state, work('checkpoint.new'))
        os.replace(work('checkpoint.new'), work('checkpoint.pt'))
        self.saved = time.time()

    def learn(self, batch):
        """One step."""
        for group in self.optimiser.param_groups:
            group['lr'] = self.options.rate * self.pace()
        batch = there(*batch)
        beside, alone, severity = told(self.network, batch)
        parts = losses(beside, alone, severity, batch)
        self.optimiser.zero_grad(set_to_none=True)
        parts['total'].backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimiser.step()
        self.step += 1
        self.pictures += self.options.pairs * 3
        self.follow()
        self.tell(parts)

    def minutes(self):
        """Minutes of training so far, earlier runs included."""
        return self.spent + (time.time() - self.started) / 60

    def pace(self):
        """Warm-up over 50 steps, then a cosine down to nothing: by steps alone, whatever the clock says."""
        return pace(self.step, self.options.steps, 50)

    @torch.no_grad()
    def follow(self):
        """The smoothed copy comes a little nearer."""
        keep = min(0.995, (self.step + 1) / (self.step + 20))
        for kept, now in zip(self.smooth.state_dict().values(), self.network.state_dict().values()):
            kept.lerp_(now, 1 - keep) if kept.is_floating_point() else kept.copy_(now)

    def tell(self, parts):
        """Progress."""
        for name, value in parts.items():
            self.told[name] = self.told.get(name, float(value)) * 0.95 + float(value) * 0.05
        if self.progress:
            self.progress.tell(self.step, ' '.join(f'{n} {v:.3f}' for n, v in self.told.items()))


def plan(options):
    """What decides a training's every number, on one machine: kept in its checkpoint, which no other plan may go on from."""
    return {name: getattr(options, name) for name in PLAN if name != 'start'} | {'start': fingerprint(options.start)}


def start(network, path):
    """Fills the network with the numbers of an earlier training (`export.py` keeps them)."""
    with np.load(path) as kept:
        network.load_state_dict({name: torch.from_numpy(kept[name]).to(value.dtype) for name, value in network.state_dict().items()})


def told(network, batch):
    """Logits [2,N,8,h,w] of damaged and whole windows beside their references, the same without, and severity [2N,3]."""
    image, _, facts = batch
    n = image.shape[1]
    with half():
        cells = network.trunk(normalise(image.flatten(0, 1)).to(memory_format=torch.channels_last))
    cells = cells.float()
    patches = network.patches(cells)
    shelf = patches[2 * n :, None]
    place = facts[:, 1].bool()
    parts = [network.compare(patches[k * n : (k + 1) * n][rows], shelf[rows], torch.ones(int(rows.sum()), 1, device=cells.device), radius) for k in range(2) for rows, radius in ((place, 2), (~place, 99)) if rows.any()]
    order = torch.cat([torch.nonzero(rows)[:, 0] + k * n for k in range(2) for rows in (place, ~place)])
    back = torch.argsort(order)
    logits, gap = (torch.cat([part[k] for part in parts])[back] for k in range(2))
    return logits.unflatten(0, (2, n)), network.compare.alone(cells[: 2 * n]).unflatten(0, (2, n)), network.graded(gap, logits)


if __name__ == '__main__':
    sys.exit(main())
