"""Training batches out of the shards that `pairs.py` writes: cropped, turned, mirrored and tinted."""

import os
import time

import numpy as np
import torch

from pairs import path
from recipe import FIRST
from twins import WINDOW

CROP = 128  # px, side of a training picture
KEPT = 40  # shards in memory
EVERY = 2  # steps a shard
AGAIN = 1  # dice of the shards that are taken once more


class Stream:
    """The batches of a plan, a pure function of (plan, step): which shards, pairs and tints owes nothing to the clock, to what is made already, or
    to pauses. A shard that is not made yet is waited for."""

    def __init__(self, seed, shards, pairs, data=FIRST.version):
        self.seed, self.shards, self.pairs, self.data, self.kept, self.taken = seed, shards, pairs, data, [], -1

    def batch(self, step):
        """uint8 images [3,N,128,128,3] (damaged, twin, reference), targets float32 [2,N,8,16,16], facts int64 [N,2] (severity, in place)."""
        self.refresh(step // EVERY)
        self.rng = np.random.default_rng((self.seed, step))
        rows = [self.row() for _ in range(self.pairs)]
        image, target, facts = (np.stack([row[k] for row in rows], 1 if k < 2 else 0) for k in range(3))
        return torch.from_numpy(image), torch.from_numpy(target), torch.from_numpy(facts)

    def refresh(self, turn):
        """Takes in what the plan has in memory after `turn` shards: after a pause all of them, else one more every other step."""
        for k in range(max(self.taken + 1, turn - KEPT + 1), turn + 1):
            self.kept = [*self.kept, self.open(self.planned(k))][-KEPT:]
        self.taken = turn

    def planned(self, turn):
        """The number of the shard that is taken in at that turn: one after the other, then old ones again."""
        if turn < len(self.shards):
            return self.shards[turn]
        return self.shards[int(np.random.default_rng((self.seed, AGAIN, turn)).integers(len(self.shards)))]

    def open(self, k):
        """Shard k, as soon as `pairs.py` has made it."""
        if not os.path.exists(path(k, self.data)):
            print(f'waits for shard {k}, which `make pairs` makes', flush=True)
        while not os.path.exists(path(k, self.data)):
            time.sleep(1)
        with np.load(path(k, self.data)) as shard:
            return shard['images'], shard['targets'], shard['facts']

    def row(self):
        """One pair's windows [3,128,128,3], targets [2,8,16,16] and facts."""
        images, targets, facts = self.kept[self.rng.integers(len(self.kept))]
        k, side = self.rng.integers(len(images)), CROP // 8
        ys, xs = np.nonzero((targets[k, 0] > 0).any(0))
        at, room = self.rng.integers(len(ys)), (WINDOW - CROP) // 8
        top, left = (int(np.clip(v - self.rng.integers(1, side - 1), 0, room)) for v in (ys[at], xs[at]))
        image = images[k, :, top * 8 : top * 8 + CROP, left * 8 : left * 8 + CROP]
        target = targets[k, :, :, top : top + side, left : left + side].astype(np.float32)
        turn, flip = int(self.rng.integers(4)), self.rng.random() < 0.5
        image, target = np.rot90(image, turn, (1, 2)), np.rot90(target, turn, (2, 3))
        image, target = (image[:, :, ::-1], target[..., ::-1]) if flip else (image, target)
        return self.tint(image), np.ascontiguousarray(target), facts[k].astype(np.int64)

    def tint(self, image):
        """Other colours and light: the same for the twins, a little apart for the reference."""
        if self.rng.random() < 0.3:
            image = image[..., self.rng.permutation(3)]
        gain, lift = self.rng.uniform(0.75, 1.25, 3), self.rng.normal(0, 8)
        gains = np.stack([gain, gain, gain * self.rng.normal(1, 0.04)]).astype(np.float32)[:, None, None]
        lifts = np.array([lift, lift, lift + self.rng.normal(0, 4)], np.float32)[:, None, None, None]
        return np.clip(image * gains + lifts, 0, 255).astype(np.uint8)
