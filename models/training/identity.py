"""Trains the identity network: two views of one product lie close, of two products apart. Resumes from its checkpoint."""

import copy
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
import torch
from torch.nn import functional as F

from device import half, named, there
from identity_network import Identity
from identity_views import Views
from measures import auroc
from network import normalise
from paths import arguments, load, work
from plan import Gently, done, fingerprint, over, pace, same_plan, stop_at
from progress import Progress

SHARPNESS = 12.0  # 1 / temperature of the contrast of the whole
ASKED = 64  # cells of a view that are looked for in the other views of a batch
PLAN = ('steps', 'views', 'seed', 'rate', 'only', 'without')  # with the numbers it begins with, what a training learns from and how fast
BEGUN = ('start', 'whole', 'trunk')  # numbers that fill the whole network, or a part of it


def main():
    """Runs to --steps, with a checkpoint and a look at products not trained on every --minutes; stops at step --until or after --budget minutes of this run."""
    options = arguments(('steps', 604), ('views', 96), ('seed', 8), ('rate', 1e-3), ('only', ''), ('without', ''), ('start', ''), ('whole', ''), ('trunk', ''), ('minutes', 4.0), ('budget', 0.0), ('until', 0), ('threads', 2))
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    run = Run(options)
    if run.step >= options.steps:
        return print(done(run.step, options.steps))
    run.progress = Progress('dock-identity', options.steps, run.step)
    without, rows = [name for name in options.without.split(',') if name], list(zip(*load('train')))
    held = Views([row for row in rows if row[0].group in without] + list(zip(*load('held'))))
    ahead = Ahead(Views(rows, without=without), options)
    gently = Gently()
    try:
        while run.step < stop_at(options) and not over(run, options):
            batch = ahead.batch(run.step)
            with gently:
                run.learn(batch)
            if time.time() - run.saved > options.minutes * 60:
                with gently:
                    run.save()
                print(f'held-out products at step {run.step}: {looked(run.smooth, held)}', flush=True)
    finally:
        run.save()
        ahead.close()
    print(done(run.step, options.steps))


class Ahead:
    """Batches made in a process of their own, the next while the network learns from this one; a step's batch is always the same."""

    def __init__(self, views, options):
        self.options, self.asked = options, {}
        self.worker = ProcessPoolExecutor(1, mp_context=get_context('fork'), initializer=_given, initargs=(views,))

    def batch(self, step):
        """Views uint8 [--views,192,192,3] of `step` and the product of each."""
        for k in range(step, step + 3):
            self.asked.setdefault(k, self.worker.submit(_made, self.options.seed, k, self.options.views))
        return self.asked.pop(step).result()

    def close(self):
        """Ends the process; what it was asked for is dropped."""
        self.worker.shutdown(cancel_futures=True)


def _given(views):
    _given.views = views


def _made(seed, step, count):
    return _given.views.batch(np.random.default_rng((seed, step)), count)


class Run:
    """The network, its smoothed copy and the optimiser."""

    def __init__(self, options):
        self.options, self.step, self.spent, self.started, self.saved, self.loss, self.progress = options, 0, 0.0, time.time(), time.time(), 0.0, None
        self.network = there(Identity()).to(memory_format=torch.channels_last)
        self.optimiser = torch.optim.AdamW(self.network.parameters(), lr=options.rate, weight_decay=0.03)
        self.smooth = copy.deepcopy(self.network)
        if os.path.exists(work('identity.pt')):
            state = torch.load(work('identity.pt'), map_location='cpu')
            same_plan(state, plan(options), 'identity.pt')
            self.step, self.spent, self.loss = state['step'], state['spent'], state.get('loss', 0.0)
            for name in ('network', 'smooth', 'optimiser'):
                getattr(self, name).load_state_dict(state[name])
        elif any(getattr(options, name) for name in BEGUN):
            for path, part in ((options.start, self.network), (options.whole, self.network.whole), (options.trunk, self.network.cells)):
                begin(part, path)
            self.smooth.load_state_dict(self.network.state_dict())

    def save(self):
        """Writes the checkpoint whole."""
        state = {name: getattr(self, name).state_dict() for name in ('network', 'smooth', 'optimiser')}
        torch.save({**state, 'step': self.step, 'spent': self.minutes(), 'views': self.step * self.options.views, 'seed': self.options.seed, 'only': self.options.only, 'plan': plan(self.options), 'threads': self.options.threads, 'device': named(), 'loss': self.loss}, work('identity.new'))
        os.replace(work('identity.new'), work('identity.pt'))
        self.saved = time.time()

    def learn(self, given):
        """One step."""
        images, names = there(*(torch.from_numpy(part) for part in given))
        torch.manual_seed(self.options.seed * 1_000_003 + self.step)  # which cells are asked owes nothing to pauses
        for group in self.optimiser.param_groups:
            group['lr'] = self.options.rate * pace(self.step, self.options.steps, 60)
        view = normalise(images).to(memory_format=torch.channels_last)
        loss = 0
        with half():
            if self.options.only != 'cells':
                whole = self.network.whole.small(view).float()
                loss += contrast(whole @ whole.T, names, SHARPNESS)
            if self.options.only != 'whole':
                loss += self.cells(view, names)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimiser.step()
        self.step += 1
        self.loss = self.loss * 0.95 + loss.item() * 0.05
        self.follow()
        if self.progress:
            self.progress.tell(self.step, f'loss {self.loss:.3f}')

    def cells(self, view, names):
        """The loss of a batch's cells: each view's are found in the other views of its product rather than in other products'."""
        cells, telling = self.network.cells(view)
        alike = likeness(cells, telling, torch.randperm(cells.shape[2] * cells.shape[3])[:ASKED], 2)
        return contrast(alike, names, self.network.cells.sharpness.exp())

    @torch.no_grad()
    def follow(self):
        """The smoothed copy comes a little nearer."""
        keep = min(0.99, (self.step + 1) / (self.step + 20))
        for kept, now in zip(self.smooth.state_dict().values(), self.network.state_dict().values()):
            kept.lerp_(now, 1 - keep) if kept.is_floating_point() else kept.copy_(now)

    def minutes(self):
        """Minutes of training so far, earlier runs included."""
        return self.spent + (time.time() - self.started) / 60


def plan(options):
    """What decides a training's every number, on one machine: kept in its checkpoint, which no other plan may go on from."""
    return {name: getattr(options, name) for name in PLAN} | {name: fingerprint(getattr(options, name)) for name in BEGUN}


def begin(network, path):
    """Fills what fits of the network with the numbers of an earlier training, whose head may have been another."""
    if not path:
        return
    own = network.state_dict()
    with np.load(path) as kept:
        fit = {name: torch.from_numpy(kept[name]).to(own[name].dtype) for name in kept.files if name in own and kept[name].shape == tuple(own[name].shape)}
    if not fit:
        sys.exit(f'{path} holds no numbers of this part of the network: its names are others.')
    own.update(fit)
    network.load_state_dict(own)


def contrast(alike, names, sharpness):
    """Supervised contrast of likenesses [N,N]: views of one product lie closer than views of others."""
    itself = torch.eye(len(names), dtype=torch.bool, device=names.device)
    partner = (names[:, None] == names[None]) & ~itself
    chance = F.log_softmax((alike.float() * sharpness).masked_fill(itself, -1e4), 1)
    return -((chance * partner).sum(1) / partner.sum(1).clamp(min=1)).mean()


def likeness(cells, telling, asked, step):
    """How well the `asked` cells of each view [N,64,h,w] are found among every `step`th of each other, -1..1: [N,N]."""
    down, right = (int(torch.randint(step, ())) for _ in range(2))
    shelf = cells[:, :, down::step, right::step].flatten(2)
    own, share = cells.flatten(2)[:, :, asked], telling.flatten(2)[:, 0, asked]
    n, size, count = own.shape
    found = (own.permute(0, 2, 1).reshape(n * count, size) @ shelf.permute(1, 0, 2).reshape(size, -1)).view(n, count, n, -1).amax(3)
    return (found * (share / share.sum(1, keepdim=True))[:, :, None]).sum(1)


@torch.no_grad()
def looked(network, held, count=240):
    """Verification AUROC and top-1 on views of held-out products by the whole and by cells, first among products with many photographs."""
    network.eval()
    rng, text = np.random.default_rng(5), []
    for name, pool in (('many photographs', held.many), ('one photograph', held.single)):
        chosen = rng.choice(pool, min(count, 60)) if len(pool) else []
        images, names = [], []
        for item in chosen:
            shelf = held.items[item]
            images += list(held.camera(rng, [held.view(rng, shelf[rng.integers(len(shelf))]) for _ in range(2)]))
            names += [item, item]
        if len(images) == 0:
            continue
        answers = [[part.cpu() for part in network(normalise(there(torch.from_numpy(np.stack(images[k : k + 32])))))] for k in range(0, len(images), 32)]
        whole, cells, telling = (torch.cat(part) for part in zip(*answers))
        places = torch.arange(0, telling[0].numel(), 4)
        for way, alike in (('whole', whole @ whole.t()), ('cells', likeness(cells, telling, places, 2))):
            text.append(f'{name}, {way}: {len(set(chosen))} products, {told(alike.numpy(), np.array(names))}')
    network.train()
    return '; '.join(text)


def told(alike, names):
    """Of likenesses [N,N], in words: how often the nearest is right, and verification AUROC."""
    same = names[:, None] == names[None]
    off = ~np.eye(len(names), dtype=bool)
    top = same[np.arange(len(names)), np.where(off, alike, -9).argmax(1)].mean()
    return f'nearest right {top:.3f}, verification {auroc(alike[off], same[off]):.3f}'


if __name__ == '__main__':
    sys.exit(main())
