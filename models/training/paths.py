"""Where things lie: packs outside the repository, work files ignored by git, results beside the other weights."""

import argparse
import io
import os
import pickle

from PIL import Image

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
WEIGHTS = os.path.join(ROOT, 'models', 'weights')


def work(name):
    """The path of a work file (never committed)."""
    folder = os.environ.get('REGRADE_TRAINING_WORK') or os.path.join(ROOT, '.regrade', 'training')
    os.makedirs(folder, exist_ok=True)
    return os.path.join(folder, name)


def arguments(*more):
    """The command line: --packs and whatever (flag, default) the step adds."""
    parser = argparse.ArgumentParser()
    parser.add_argument('--packs', default=os.path.join(ROOT, '..', 'shared', 'datasets'))
    for flag, default in more:
        parser.add_argument('--' + flag, default=default, type=type(default))
    return parser.parse_args()


def load(part):
    """Pictures and masks (PIL or None) of 'train', 'held' or 'eval', as `prepare` left them."""
    with open(work('pictures.pickle'), 'rb') as file:
        rows = pickle.load(file)[part]
    return [p for p, _ in rows], [m and Image.open(io.BytesIO(m)).convert('L') for _, m in rows]
