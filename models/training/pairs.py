"""Makes twins and their references ahead of training into shards that the trainer picks up as they come; shard k depends on (seed, k) alone."""

import os
import sys

import numpy as np

from forge import forge
from paths import arguments, load, work
from readers import read_boards
from recipe import FIRST, RECIPES, suffix
from twins import of_boards, of_samples, twins

A_SHARD = 48  # pairs
# how often each source is drawn; 'drawn' items need no pack
MIX = {'apparel': 0.25, 'footwear': 0.11, 'packaging': 0.16, 'grocery': 0.15, 'product_photos': 0.05, 'paper_surfaces': 0.07, 'boards': 0.08, 'drawn': 0.13}


def main():
    """Writes shards --first, --first + --apart, ... below --shards; starts easy, the hardest at the end."""
    options = arguments(('seed', 33), ('first', 0), ('apart', 1), ('shards', 400), ('held', 8), ('data', FIRST.version))
    data = options.data
    os.makedirs(os.path.dirname(path(0, data)), exist_ok=True)
    boards = read_boards(options.packs)
    if options.first % options.apart == 0 and not os.path.exists(held_path(data)):
        held = Source(*load('held'), boards[::6], RECIPES[data])
        write(held_path(data), [held.pair(np.random.default_rng((options.seed, 7, i)), 0.3) for i in range(A_SHARD * options.held)])
    source = Source(*load('train'), [board for k, board in enumerate(boards) if k % 6], RECIPES[data])
    for k in range(options.first, options.shards, options.apart):
        if not os.path.exists(path(k, data)):
            write(path(k, data), [source.pair(np.random.default_rng((options.seed, k, i)), ease_of(k / options.shards)) for i in range(A_SHARD)])


def path(k, data=FIRST.version):
    """Where shard k of a version of the data lies."""
    return os.path.join(work('pairs' + suffix(data)), f'{k:05d}.npz')


def ease_of(share):
    """Strong defects without lookalikes in the first third, then harder, down to a fifth of that ease."""
    return float(np.clip(1.4 - 1.2 * share, 0.2, 1.0))


def held_path(data=FIRST.version):
    """Where the held-out pairs lie that training is watched by."""
    return work(f'held{suffix(data)}.npz')


def write(path, pairs):
    """One file of pairs; a half-written one never has the name of a whole one."""
    with open(path + '.new', 'wb') as file:
        np.savez(
            file,
            images=np.stack([[p.damaged, p.whole, p.reference] for p in pairs]),
            targets=np.stack([[p.target, p.blank] for p in pairs]),
            facts=np.array([[p.severity, p.place] for p in pairs], np.int8),
        )
    os.replace(path + '.new', path)


def source_of(picture):
    """The key of MIX that a picture falls under."""
    return ['apparel', 'footwear'][picture.category] if picture.pack == 'clothing' else picture.pack


class Source:
    """Draws pictures of the training packs, each source as often as MIX says."""

    def __init__(self, pictures, masks, boards=(), recipe=FIRST):
        self.recipe = recipe
        self.groups = {'drawn': [(None, None)]}
        for picture, mask in zip(pictures, masks):
            self.groups.setdefault(source_of(picture), []).append((picture, mask))
        if boards:
            self.groups['boards'] = list(boards)
        self.clean = {}
        for pair in self.groups.get('paper_surfaces', []):
            if pair[0].whole:
                self.clean.setdefault(pair[0].group, []).append(pair)
        self.names = [name for name in MIX if name in self.groups]
        self.weights = np.array([MIX[name] for name in self.names]) / sum(MIX[name] for name in self.names)

    def pick(self, rng):
        """The name of a source and one of its rows; (None, None) stands for an item drawn by code."""
        name = self.names[rng.choice(len(self.names), p=self.weights)]
        return name, self.groups[name][rng.integers(len(self.groups[name]))]

    def pair(self, rng, ease):
        """The next pair that takes."""
        while True:
            name, row = self.pick(rng)
            if name == 'boards':
                return of_boards(rng, *row.open())
            made = self.paper(rng, row) if name == 'paper_surfaces' else twins(rng, *row, ease, self.recipe)
            if made is not None:
                return made

    def paper(self, rng, chosen):
        """A paper with real specks beside two clean photographs of the same paper, None where the crop shows no speck."""
        clean = self.clean.get(chosen[0].group)
        if not clean:
            return None
        damaged, *others = [forge(rng, *row) for row in (chosen, *(clean[rng.integers(len(clean))] for _ in range(2)))]
        return of_samples(rng, damaged, *others) if (damaged.target > 0).any() else None


if __name__ == '__main__':
    sys.exit(main())
