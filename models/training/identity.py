"""Trains the identity network: two views of one product lie close, of two products apart. Resumes from its checkpoint."""

import copy
import math
import os
import signal
import sys
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from identity_views import SIDE, Views
from measures import auroc
from network import Block, conv, normalise, stage
from paths import arguments, load, work

EMBEDDING = 128
SHARPNESS = 12.0  # 1 / temperature of the contrast


class Identity(nn.Module):
    """image [N,3,128,128] normalised -> embedding [N,128] of length 1; two learnt masks say where the product is."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(conv(3, 32, 3, 2), conv(32, 64, 3, 2), stage(64, 96, 1), stage(96, 160, 2), nn.Sequential(conv(160, 224), Block(224)))
        self.where = nn.Conv2d(224, 2, 1)
        self.out = nn.Linear(224 * 4, EMBEDDING, bias=False)

    def forward(self, image):
        maps = self.body(image).float()
        masks = torch.softmax(self.where(maps).flatten(2), 2)
        seen = (masks[:, :, None] * maps.flatten(2)[:, None]).sum(3).flatten(1)
        return F.normalize(self.out(torch.cat([maps.mean((2, 3)), maps.amax((2, 3)), seen], 1)), dim=1)


def main():
    """Runs for --budget minutes in all; a checkpoint and a look at products not trained on every --minutes."""
    options = arguments(('steps', 20000), ('views', 112), ('seed', 8), ('minutes', 4.0), ('budget', 60.0), ('rate', 2e-3), ('threads', 1), ('start', ''), ('without', ''))
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit('stopped; run it again to go on'))
    without, rows = [name for name in options.without.split(',') if name], list(zip(*load('train')))
    held = Views([row for row in rows if row[0].group in without] + list(zip(*load('held'))))
    views, run = Views(rows, without=without), Run(options)
    try:
        while run.progress() < 1:
            run.learn(views.batch(np.random.default_rng((options.seed, run.step)), options.views))
            if time.time() - run.saved > options.minutes * 60:
                run.save()
                print(f'held-out products at step {run.step}: {looked(run.smooth, held)}', flush=True)
    finally:
        run.save()


class Run:
    """The network, its smoothed copy and the optimiser."""

    def __init__(self, options):
        self.options, self.step, self.spent, self.started, self.saved, self.loss = options, 0, 0.0, time.time(), time.time(), 0.0
        self.network = Identity().to(memory_format=torch.channels_last)
        self.optimiser = torch.optim.AdamW(self.network.parameters(), lr=options.rate, weight_decay=0.03)
        self.smooth = copy.deepcopy(self.network)
        if os.path.exists(work('identity.pt')):
            state = torch.load(work('identity.pt'))
            self.step, self.spent = state['step'], state['spent']
            for name in ('network', 'smooth', 'optimiser'):
                getattr(self, name).load_state_dict(state[name])
        elif options.start:
            begin(self.network, options.start)
            self.smooth.load_state_dict(self.network.state_dict())

    def save(self):
        """Writes the checkpoint whole."""
        state = {name: getattr(self, name).state_dict() for name in ('network', 'smooth', 'optimiser')}
        torch.save({**state, 'step': self.step, 'spent': self.minutes(), 'views': self.step * self.options.views, 'seed': self.options.seed}, work('identity.new'))
        os.replace(work('identity.new'), work('identity.pt'))
        self.saved = time.time()

    def learn(self, given):
        """One step."""
        images, names = (torch.from_numpy(part) for part in given)
        for group in self.optimiser.param_groups:
            group['lr'] = self.options.rate * (min(1.0, (self.step + 1) / 60) * 0.5 * (1 + math.cos(math.pi * min(1.0, self.progress()))) + 1e-3)
        with torch.autocast('cpu', dtype=torch.bfloat16):
            embedding = self.network(normalise(images).to(memory_format=torch.channels_last))
        loss = contrast(embedding.float(), names)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimiser.step()
        self.step += 1
        self.loss = self.loss * 0.95 + loss.item() * 0.05
        self.follow()
        if self.step % 20 == 0:
            print(f'step {self.step} {self.minutes():.1f} min loss {self.loss:.3f}', flush=True)

    @torch.no_grad()
    def follow(self):
        """The smoothed copy comes a little nearer."""
        keep = min(0.99, (self.step + 1) / (self.step + 20))
        for kept, now in zip(self.smooth.state_dict().values(), self.network.state_dict().values()):
            kept.lerp_(now, 1 - keep) if kept.is_floating_point() else kept.copy_(now)

    def minutes(self):
        """Minutes of training so far, earlier runs included."""
        return self.spent + (time.time() - self.started) / 60

    def progress(self):
        """0 at the start, 1 when the steps or the minutes are used up."""
        return max(self.step / self.options.steps, self.minutes() / self.options.budget)


def begin(network, path):
    """Fills what fits of the network with the numbers of an earlier training, whose head may have been another."""
    own = network.state_dict()
    with np.load(path) as kept:
        own.update({name: torch.from_numpy(kept[name]).to(own[name].dtype) for name in kept.files if name in own and kept[name].shape == tuple(own[name].shape)})
    network.load_state_dict(own)


def contrast(embedding, names):
    """Supervised contrast: views of one product lie closer than views of others."""
    itself = torch.eye(len(names), dtype=torch.bool)
    partner = (names[:, None] == names[None]) & ~itself
    chance = F.log_softmax((embedding @ embedding.t() * SHARPNESS).masked_fill(itself, -1e4), 1)
    return -((chance * partner).sum(1) / partner.sum(1).clamp(min=1)).mean()


@torch.no_grad()
def looked(network, held, count=240):
    """Verification AUROC and top-1 on views of held-out products, first among products with many photographs."""
    network.eval()
    rng, text = np.random.default_rng(5), []
    for name, pool in (('many photographs', held.many), ('one photograph', held.single)):
        chosen = rng.choice(pool, min(count, 60 if name == 'one photograph' else count) if len(pool) > 12 else count)
        images, names = [], []
        for item in chosen:
            shelf = held.items[item]
            images += list(held.camera(rng, [held.view(rng, shelf[rng.integers(len(shelf))]) for _ in range(2)]))
            names += [item, item]
        vectors = torch.cat([network(normalise(torch.from_numpy(np.stack(images[k : k + 32])))) for k in range(0, len(images), 32)]).numpy()
        alike, same = vectors @ vectors.T, np.array(names)[:, None] == np.array(names)[None]
        a, b = np.triu_indices(len(names), 1)
        np.fill_diagonal(alike, -9)
        top = same[np.arange(len(names)), alike.argmax(1)].mean()
        text.append(f'{name}: {len(set(chosen))} products, nearest right {top:.3f}, verification {auroc(alike[a, b], same[a, b]):.3f}')
    network.train()
    return '; '.join(text)


if __name__ == '__main__':
    sys.exit(main())
