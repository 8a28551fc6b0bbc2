"""Trains the comparing network on twins and references; stop it at any time, the next run goes on from its last checkpoint."""

import copy
import math
import os
import signal
import sys
import time

import numpy as np
import torch

from losses import losses
from network import Defects, normalise
from paths import arguments, work
from stream import Stream
from watch import Watch


def main():
    """Runs to --steps or for --budget minutes in all; a checkpoint and a look at held-out twins every --minutes."""
    options = arguments(('steps', 20000), ('pairs', 16), ('seed', 20), ('minutes', 3.0), ('budget', 240.0), ('rate', 2e-3), ('threads', 1), ('shards', 1200), ('first', 0), ('watch', 1), ('start', ''))
    torch.manual_seed(options.seed)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit('stopped; run it again to go on'))
    torch.set_num_threads(options.threads)
    run = Run(options)
    stream = Stream((options.seed, run.step), range(options.first, options.shards), options.pairs)
    watch = Watch() if options.watch else None
    try:
        while run.progress() < 1:
            run.learn(stream.batch())
            if time.time() - run.saved > options.minutes * 60:
                run.save()
                if watch:
                    watch.tell(run.smooth, run.step)
    finally:
        run.save()


class Run:
    """The network, its smoothed copy, the optimiser, and how far they have come."""

    def __init__(self, options):
        self.options, self.step, self.spent, self.pictures, self.started, self.saved = options, 0, 0.0, 0, time.time(), time.time()
        self.network = Defects().to(memory_format=torch.channels_last)
        decay = [p for p in self.network.parameters() if p.ndim > 1]
        plain = [p for p in self.network.parameters() if p.ndim <= 1]
        self.optimiser = torch.optim.AdamW([{'params': decay, 'weight_decay': 0.02}, {'params': plain, 'weight_decay': 0.0}], lr=options.rate)
        self.smooth = copy.deepcopy(self.network)
        self.told = {}
        self.resume()
        self.began = self.step

    def resume(self):
        """Goes on from the checkpoint where there is one."""
        if os.path.exists(work('checkpoint.pt')):
            state = torch.load(work('checkpoint.pt'))
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
        state = {'step': self.step, 'network': self.network.state_dict(), 'smooth': self.smooth.state_dict(), 'optimiser': self.optimiser.state_dict(), 'seed': self.options.seed, 'spent': self.minutes(), 'pictures': self.pictures}
        torch.save(state, work('checkpoint.new'))
        os.replace(work('checkpoint.new'), work('checkpoint.pt'))
        self.saved = time.time()

    def learn(self, batch):
        """One step."""
        for group in self.optimiser.param_groups:
            group['lr'] = self.options.rate * self.pace()
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

    def progress(self):
        """0 at the start, 1 when the steps or the minutes are used up."""
        return max(self.step / self.options.steps, self.minutes() / self.options.budget)

    def pace(self):
        """Warm-up over 50 steps, then a cosine down to nothing."""
        return min(1.0, (self.step + 1) / 50) * 0.5 * (1 + math.cos(math.pi * min(1.0, self.progress()))) + 1e-3

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
        if self.step % 20 == 0:
            speed = (self.step - self.began) * self.options.pairs * 3 / (time.time() - self.started)
            print(f'step {self.step} {speed:.1f} pictures/s {self.options.budget - self.minutes():.1f} min left ' + ' '.join(f'{n} {v:.3f}' for n, v in self.told.items()), flush=True)


def start(network, path):
    """Fills the network with the numbers of an earlier training (`export.py` keeps them)."""
    with np.load(path) as kept:
        network.load_state_dict({name: torch.from_numpy(kept[name]).to(value.dtype) for name, value in network.state_dict().items()})


def told(network, batch):
    """Logits [2,N,8,h,w] of damaged and whole windows beside their references, the same without, and severity [2N,3]."""
    image, _, facts = batch
    n = image.shape[1]
    with torch.autocast('cpu', dtype=torch.bfloat16):
        cells = network.trunk(normalise(image.flatten(0, 1)).to(memory_format=torch.channels_last))
    cells = cells.float()
    patches = network.patches(cells)
    shelf = patches[2 * n :, None]
    place = facts[:, 1].bool()
    parts = [network.compare(patches[k * n : (k + 1) * n][rows], shelf[rows], torch.ones(int(rows.sum()), 1), radius) for k in range(2) for rows, radius in ((place, 2), (~place, 99)) if rows.any()]
    order = torch.cat([torch.nonzero(rows)[:, 0] + k * n for k in range(2) for rows in (place, ~place)])
    back = torch.argsort(order)
    logits, gap = (torch.cat([part[k] for part in parts])[back] for k in range(2))
    return logits.unflatten(0, (2, n)), network.compare.alone(cells[: 2 * n]).unflatten(0, (2, n)), network.graded(gap, logits)


if __name__ == '__main__':
    sys.exit(main())
