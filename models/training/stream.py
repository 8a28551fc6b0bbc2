"""Training batches out of the shards that `pairs.py` writes: cropped, turned, mirrored and tinted."""

import os
import time

import numpy as np
import torch

from pairs import path
from twins import WINDOW

CROP = 128  # px, side of a training picture
KEPT = 40  # shards in memory


class Stream:
    """Endless batches out of a range of shards; those not seen yet come first, then old ones again."""

    def __init__(self, seed, shards, pairs):
        self.rng, self.shards, self.pairs, self.kept, self.fresh, self.drawn = np.random.default_rng(seed), shards, pairs, [], shards.start, 0

    def batch(self):
        """uint8 images [3,N,128,128,3] (damaged, twin, reference), targets float32 [2,N,8,16,16], facts int64 [N,2] (severity, in place)."""
        if self.drawn % 2 == 0:
            self.refresh()
        self.drawn += 1
        rows = [self.row() for _ in range(self.pairs)]
        image, target, facts = (np.stack([row[k] for row in rows], 1 if k < 2 else 0) for k in range(3))
        return torch.from_numpy(image), torch.from_numpy(target), torch.from_numpy(facts)

    def refresh(self):
        """Takes in one more shard: a new one where there is one, else an old one."""
        while not os.path.exists(path(self.shards.start)):
            time.sleep(1)
        if self.fresh < self.shards.stop and os.path.exists(path(self.fresh)):
            k, self.fresh = self.fresh, self.fresh + 1
        else:
            k = int(self.rng.integers(self.shards.start, self.fresh))
        with np.load(path(k)) as shard:
            self.kept = [*self.kept, (shard['images'], shard['targets'], shard['facts'])][-KEPT:]

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
