"""Training batches out of the shards that `pairs.py` writes: cropped, turned, mirrored and tinted alike for both twins."""

import os
import time

import numpy as np
import torch

from pairs import path
from twins import WINDOW

CROP = 128  # px, side of a training picture
KEPT = 20  # shards in memory


class Stream:
    """Endless batches; the newest shards come first, then old ones again."""

    def __init__(self, seed, shards, pairs):
        self.rng, self.shards, self.pairs, self.kept, self.fresh, self.drawn = np.random.default_rng(seed), shards, pairs, [], 0, 0

    def batch(self):
        """uint8 images [3,N,128,128,3] (damaged, twin, elsewhere) and targets float32 [3,N,7,16,16]."""
        if self.drawn % 3 == 0:
            self.refresh()
        self.drawn += 1
        rows = [self.row() for _ in range(self.pairs)]
        return torch.from_numpy(np.stack([image for image, _ in rows], 1)), torch.from_numpy(np.stack([target for _, target in rows], 1))

    def refresh(self):
        """Takes in one more shard: a new one where there is one, else an old one."""
        while not os.path.exists(path(0)):
            time.sleep(1)
        if self.fresh < self.shards and os.path.exists(path(self.fresh)):
            k, self.fresh = self.fresh, self.fresh + 1
        else:
            k = int(self.rng.integers(self.fresh))
        with np.load(path(k)) as shard:
            self.kept = [*self.kept, (shard['images'], shard['targets'])][-KEPT:]

    def row(self):
        """One pair's windows [3,128,128,3] and targets [3,7,16,16]."""
        images, targets = self.kept[self.rng.integers(len(self.kept))]
        k, side = self.rng.integers(len(images)), CROP // 8
        ys, xs = np.nonzero((targets[k, 0] > 0).any(0))
        at, room = self.rng.integers(len(ys)), (WINDOW - CROP) // 8
        top, left = (int(np.clip(v - self.rng.integers(1, side - 1), 0, room)) for v in (ys[at], xs[at]))
        image = images[k, :, top * 8 : top * 8 + CROP, left * 8 : left * 8 + CROP]
        target = targets[k, :, :, top : top + side, left : left + side].astype(np.float32)
        turn, flip = int(self.rng.integers(4)), self.rng.random() < 0.5
        image, target = np.rot90(image, turn, (1, 2)), np.rot90(target, turn, (2, 3))
        image, target = (image[:, :, ::-1], target[..., ::-1]) if flip else (image, target)
        return self.tint(image), np.ascontiguousarray(target)

    def tint(self, image):
        """Other colours and light, the same for all three windows."""
        if self.rng.random() < 0.3:
            image = image[..., self.rng.permutation(3)]
        scaled = image * self.rng.uniform(0.75, 1.25, 3).astype(np.float32) + np.float32(self.rng.normal(0, 8))
        return np.clip(scaled, 0, 255).astype(np.uint8)
