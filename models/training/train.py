"""Trains the network; stop it at any time, the next run goes on from its last checkpoint."""

import collections
import copy
import math
import os
import signal
import sys
import time

import torch
from torch.nn import functional as F
from torch.utils.data import DataLoader, Subset

from losses import losses
from network import FirstLight, normalise
from paths import arguments, load, work
from stream import Pairs, collate


def main():
    """Runs to --steps or for --budget minutes in all, a checkpoint every --minutes, one line of progress every 20 steps."""
    options = arguments(('steps', 3400), ('pairs', 8), ('seed', 20), ('minutes', 3.0), ('budget', 40.0), ('small', 0.75), ('workers', 1), ('rate', 2e-3), ('threads', 2))
    torch.manual_seed(options.seed)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit('stopped; run it again to go on'))
    torch.set_num_threads(options.threads)
    run = Run(options)
    try:
        for batch in run.batches():
            run.learn(batch)
            if run.progress() >= 1:
                break
    finally:
        run.save()


class Run:
    """The network, its smoothed copy, the optimiser, and how far they have come."""

    def __init__(self, options):
        self.options, self.step, self.spent, self.started, self.saved = options, 0, 0.0, time.time(), time.time()
        self.network = FirstLight().to(memory_format=torch.channels_last)
        decay = [p for p in self.network.parameters() if p.ndim > 1]
        plain = [p for p in self.network.parameters() if p.ndim <= 1]
        self.optimiser = torch.optim.AdamW([{'params': decay, 'weight_decay': 0.03}, {'params': plain, 'weight_decay': 0.0}], lr=options.rate)
        self.smooth = copy.deepcopy(self.network)
        self.told, self.past = {}, collections.deque(maxlen=16)
        self.resume()
        self.began = self.step

    def resume(self):
        """Goes on from the checkpoint where there is one."""
        if os.path.exists(work('checkpoint.pt')):
            state = torch.load(work('checkpoint.pt'))
            self.step, self.spent = state['step'], state['spent']
            self.network.load_state_dict(state['network'])
            self.smooth.load_state_dict(state['smooth'])
            self.optimiser.load_state_dict(state['optimiser'])
            print(f'goes on from step {self.step}', flush=True)

    def save(self):
        """Writes the checkpoint; a half-written one never takes the place of a whole one."""
        state = {'step': self.step, 'network': self.network.state_dict(), 'smooth': self.smooth.state_dict(), 'optimiser': self.optimiser.state_dict(), 'seed': self.options.seed, 'spent': self.minutes(), 'pictures': self.step * self.options.pairs * 2}
        torch.save(state, work('checkpoint.new'))
        os.replace(work('checkpoint.new'), work('checkpoint.pt'))
        self.saved = time.time()

    def batches(self):
        """The batches that are still to come."""
        pictures, masks = load('train')
        pairs = Pairs(pictures, masks, self.options.seed, self.options.steps * self.options.pairs)
        rest = Subset(pairs, range(self.step * self.options.pairs, len(pairs)))
        return DataLoader(rest, self.options.pairs, collate_fn=collate, num_workers=self.options.workers, worker_init_fn=lambda _: torch.set_num_threads(1))

    def learn(self, batch):
        """One step."""
        for group in self.optimiser.param_groups:
            group['lr'] = self.options.rate * self.pace()
        image, batch['target'] = self.sized(normalise(batch['image']), batch['target'])
        with torch.autocast('cpu', dtype=torch.bfloat16):
            outputs = self.network(image)
        parts = losses(outputs, batch, self.remembered())
        self.past.append((outputs[3].detach().float(), batch['item']))
        self.optimiser.zero_grad(set_to_none=True)
        parts['total'].backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 3.0)
        self.optimiser.step()
        self.step += 1
        self.follow()
        self.tell(parts)

    def remembered(self):
        """(embeddings, items) of the last 16 batches; None in the first third, while they go stale within a few steps."""
        if self.progress() < 0.35 or not self.past:
            return None
        return (torch.cat([e for e, _ in self.past]), torch.cat([i for _, i in self.past]))

    def minutes(self):
        """Minutes of training so far, earlier runs included."""
        return self.spent + (time.time() - self.started) / 60

    def progress(self):
        """0 at the start, 1 when the steps or the minutes are used up."""
        return max(self.step / self.options.steps, self.minutes() / self.options.budget)

    def sized(self, image, target):
        """Pictures of 224 px at first, at half the cost; of 320 px when the share --small of the training is over."""
        if self.progress() < self.options.small:
            image = F.interpolate(image, size=224, mode='bilinear', antialias=True, align_corners=False)
            target = F.adaptive_max_pool2d(target, 28)
        return image.to(memory_format=torch.channels_last), target

    def pace(self):
        """Warm-up over 100 steps, then a cosine down to nothing."""
        return min(1.0, (self.step + 1) / 100) * 0.5 * (1 + math.cos(math.pi * min(1.0, self.progress()))) + 1e-3

    @torch.no_grad()
    def follow(self):
        """The smoothed copy comes a little nearer."""
        keep = min(0.998, (self.step + 1) / (self.step + 20))
        for kept, now in zip(self.smooth.state_dict().values(), self.network.state_dict().values()):
            kept.lerp_(now, 1 - keep) if kept.is_floating_point() else kept.copy_(now)

    def tell(self, parts):
        """Progress, and a checkpoint when it is time."""
        for name, value in parts.items():
            self.told[name] = self.told.get(name, float(value)) * 0.95 + float(value) * 0.05
        if self.step % 20 == 0:
            speed = (self.step - self.began) * self.options.pairs * 2 / (time.time() - self.started)
            left = (self.options.steps - self.step) * self.options.pairs * 2 / speed / 60
            print(f'step {self.step}/{self.options.steps} {speed:.1f} pictures/s {left:.0f} min left ' + ' '.join(f'{n} {v:.3f}' for n, v in self.told.items()), flush=True)
        if time.time() - self.saved > self.options.minutes * 60:
            self.save()


if __name__ == '__main__':
    sys.exit(main())
