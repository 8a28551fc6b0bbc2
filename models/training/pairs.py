"""Makes twins ahead of training into shards that the trainer picks up as they come; shard k depends on (seed, k) alone."""

import os
import sys

import numpy as np

from forge import forge
from paths import arguments, load, work
from twins import of_samples, twins

A_SHARD = 48  # pairs
# how often each source is drawn; 'drawn' items need no pack
MIX = {'apparel': 0.27, 'footwear': 0.13, 'packaging': 0.14, 'grocery': 0.2, 'product_photos': 0.05, 'paper_surfaces': 0.06, 'drawn': 0.15}


def main():
    """Writes shards --first, --first + --apart, ... below --shards; starts easy, the hardest at the end."""
    options = arguments(('seed', 33), ('first', 0), ('apart', 1), ('shards', 1200))
    source = Source(*load('train'))
    os.makedirs(work('pairs'), exist_ok=True)
    for k in range(options.first, options.shards, options.apart):
        if not os.path.exists(path(k)):
            write(k, [source.pair(np.random.default_rng((options.seed, k, i)), ease_of(k / options.shards)) for i in range(A_SHARD)])


def path(k):
    """Where shard k lies."""
    return os.path.join(work('pairs'), f'{k:05d}.npz')


def ease_of(share):
    """Strong defects without lookalikes in the first third, then harder, down to a fifth of that ease."""
    return float(np.clip(1.4 - 1.2 * share, 0.2, 1.0))


def write(k, pairs):
    """One shard; a half-written one never has the name of a whole one."""
    with open(path(k) + '.new', 'wb') as file:
        np.savez(file, images=np.stack([[p.damaged, p.whole, p.elsewhere] for p in pairs]), targets=np.stack([[p.target, p.blank, p.calm] for p in pairs]).astype(np.int8))
    os.replace(path(k) + '.new', path(k))


def source_of(picture):
    """The key of MIX that a picture falls under."""
    return ['apparel', 'footwear'][picture.category] if picture.pack == 'clothing' else picture.pack


class Source:
    """Draws pictures of the training packs, each source as often as MIX says."""

    def __init__(self, pictures, masks):
        self.groups = {'drawn': [(None, None)]}
        for picture, mask in zip(pictures, masks):
            self.groups.setdefault(source_of(picture), []).append((picture, mask))
        self.clean = [pair for pair in self.groups.get('paper_surfaces', []) if pair[0].whole]
        self.names = [name for name in MIX if name in self.groups]
        self.weights = np.array([MIX[name] for name in self.names]) / sum(MIX[name] for name in self.names)

    def pick(self, rng):
        """A random picture and its mask; (None, None) stands for an item drawn by code."""
        group = self.groups[self.names[rng.choice(len(self.names), p=self.weights)]]
        return group[rng.integers(len(group))]

    def pair(self, rng, ease):
        """The next pair that takes."""
        while True:
            chosen = self.pick(rng)
            paper = chosen[0] is not None and chosen[0].pack == 'paper_surfaces'
            made = self.paper(rng, chosen) if paper else twins(rng, *chosen, ease)
            if made is not None:
                return made

    def paper(self, rng, chosen):
        """A paper with real specks beside a clean one, None where the crop shows no speck."""
        if not self.clean:
            return None
        damaged, clean = forge(rng, *chosen), forge(rng, *self.clean[rng.integers(len(self.clean))])
        return of_samples(rng, damaged, clean) if (damaged.target > 0).any() else None


if __name__ == '__main__':
    sys.exit(main())
