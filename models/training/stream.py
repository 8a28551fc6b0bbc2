"""An endless, seeded stream of training batches: pair k of the stream is the same whoever makes it and whenever."""

import numpy as np
import torch
from torch.utils.data import Dataset

from forge import forge

# how often each source is drawn; 'drawn' items need no pack
MIX = {'apparel': 0.27, 'footwear': 0.13, 'packaging': 0.14, 'grocery': 0.2, 'product_photos': 0.05, 'paper_surfaces': 0.06, 'drawn': 0.15}


def source_of(picture):
    """The key of MIX that a picture falls under."""
    return ['apparel', 'footwear'][picture.category] if picture.pack == 'clothing' else picture.pack


class Pairs(Dataset):
    """Pair k: two samples of one item, made from seed (seed, k)."""

    def __init__(self, pictures, masks, seed, length):
        self.seed, self.length = seed, length
        self.groups = {}
        for picture, mask in zip(pictures, masks):
            self.groups.setdefault(source_of(picture), []).append((picture, mask))
        self.items = {}
        for picture, mask in zip(pictures, masks):
            if picture.pack in ('grocery', 'product_photos'):
                self.items.setdefault(picture.item, []).append((picture, mask))
        self.names = [n for n in MIX if n in self.groups] + ['drawn']
        weights = np.array([MIX[n] for n in self.names])
        self.weights = weights / weights.sum()

    def __len__(self):
        return self.length

    def __getitem__(self, k):
        rng = np.random.default_rng((self.seed, k))
        ease = max(0.0, 1 - 2 * k / self.length)  # the first half goes from easy to hard
        name = self.names[rng.choice(len(self.names), p=self.weights)]
        if name == 'drawn':
            form = int(rng.integers(1 << 31))
            return [forge(rng, None, None, shape=np.random.default_rng(form), ease=ease) for _ in range(2)]
        group = self.groups[name]
        first = group[rng.integers(len(group))]
        if name != 'paper_surfaces' and rng.random() < 0.4:
            return self._twins(int(rng.integers(1 << 31)), first, ease)
        alike = self.items.get(first[0].item, [first])
        return [forge(rng, *first, ease=ease), forge(rng, *alike[rng.integers(len(alike))], ease=ease)]

    def _twins(self, seed, first, ease):
        """One scene twice: by the same dice up to the defect, which only the first has."""
        return [forge(np.random.default_rng((seed, 0)), *first, ease=ease), forge(np.random.default_rng((seed, 0)), *first, False, ease=ease)]


def collate(pairs):
    """Tensors of all samples of the pairs."""
    samples = [s for pair in pairs for s in pair]
    return {
        'image': torch.from_numpy(np.stack([s.image for s in samples])),
        'target': torch.from_numpy(np.stack([s.target for s in samples])),
        'severity': torch.tensor([s.severity for s in samples]),
        'category': torch.tensor([s.category for s in samples]),
        'item': torch.tensor([s.item for s in samples]),
    }
