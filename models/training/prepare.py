"""Reads the packs once and keeps every picture with its cut-out mask in one work file."""

import io
import pickle
import sys
import time

from cutout import cut
from paths import arguments, work
from readers import read_eval, read_train, split_of


def main():
    """Writes `pictures.pickle`: {'train': [...], 'held': [...], 'eval': [...]} of (Picture, mask PNG bytes or None)."""
    options = arguments()
    pictures, started = read_train(options.packs), time.time()
    parts = {'train': [], 'held': [], 'eval': []}
    for k, picture in enumerate(pictures):
        parts[split_of(picture)].append((picture, _cut(picture)))
        if k % 500 == 0:
            print(f'cut {k}/{len(pictures)} {time.time() - started:.0f} s', file=sys.stderr, flush=True)
    for picture in read_eval(options.packs):
        parts['eval'].append((picture, _cut(picture)))
    with open(work('pictures.pickle'), 'wb') as file:
        pickle.dump(parts, file)
    print({name: (len(part), sum(m is not None for _, m in part)) for name, part in parts.items()})


def _cut(picture):
    """The item's mask as PNG; photos of cartons held in a hand are left whole, the hand cuts badly."""
    if picture.pack == 'paper_surfaces' or picture.pack.startswith('grocery'):
        return None
    mask = cut(picture.open())
    if mask is None:
        return None
    store = io.BytesIO()
    mask.save(store, 'PNG')
    return store.getvalue()


if __name__ == '__main__':
    main()
