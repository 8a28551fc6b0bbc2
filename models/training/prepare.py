"""Reads the packs once and keeps every picture with its cut-out mask in one work file."""

import io
import pickle
import sys
import time

import numpy as np
from PIL import Image

from cutout import cut
from paths import arguments, work
from readers import Picture, read_eval, read_train, split_of
from scene import drawn, on_mat


def main():
    """Writes `pictures.pickle`: {'train': [...], 'held': [...], 'eval': [...]} of (Picture, mask PNG bytes or None)."""
    options = arguments(('drawn', 0))
    pictures, started = read_train(options.packs), time.time()
    parts = {'train': [], 'held': [], 'eval': []}
    for k, picture in enumerate(pictures):
        parts[split_of(picture)].append((picture, _cut(picture)))
        if k % 500 == 0:
            print(f'cut {k}/{len(pictures)} {time.time() - started:.0f} s', file=sys.stderr, flush=True)
    for picture in read_eval(options.packs):
        parts['eval'].append((picture, _cut(picture)))
    for k in range(options.drawn):
        picture = _drawn(k)
        parts[['train', 'held', 'eval'][k % 3]].append((picture, _cut(picture)))
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


def _drawn(k):
    """Item k drawn by code, as a picture: lets the whole chain run where there are no packs."""
    rng, store = np.random.default_rng((9, k)), io.BytesIO()
    layer, alpha, category = drawn(rng)
    scene = on_mat(rng, np.asarray(layer, np.float32), np.asarray(alpha, np.float32) / 255)
    Image.fromarray(np.clip(scene.image, 0, 255).astype(np.uint8)).save(store, 'JPEG', quality=92)
    return Picture(store.getvalue(), 'drawn', f'form {k}', category, True, k)


if __name__ == '__main__':
    main()
