"""Writes the trained networks for the station: ONNX, manifest, golden vectors; and the start that the next training goes on from."""

import hashlib
import json
import os
import re

import numpy as np
import torch

from calibrate import trained
from defects import TYPES
from forge import SEVERITIES
from identity_colours import POWER, SHARE, STEPS, learned
from identity_network import CELL, EMBEDDING, STRIDE, Identity
from identity_views import SIDE
from network import MEAN, PATCH, STD, Exported
from paths import ROOT, WEIGHTS, arguments, load, work
from readers import read_boards

OPSET = 15
VERSIONS = {'dock-defects': '4.0.0', 'dock-identity': '4.0.0'}  # another where patches or vectors mean something else
VIEW = 256  # px, side of a view as `dock-defects` takes it
CELLS = VIEW // 8
REFERENCES = 4  # at most, at once
EDGE = 0.7  # of a threshold: chosen for dock-defects 4.0.0 on boards of the training part and on made defects of held-out people and products, where boxes of cells over the threshold alone were a third too short; 3.0.0 wanted 0.6
KEPT = 256  # places of a view that are kept, of 576: they tell 0.95 and more of what all tell
PLACES = 16 / 17  # the part of a likeness that places make up: chosen on held-out products, see the README


def main():
    """Writes both packs, or --only `defects` or `identity`, into models/weights (or --into)."""
    options = arguments(('into', WEIGHTS), ('only', ''), ('starts', os.path.join(ROOT, 'models', 'training', 'starts')))
    for folder in (options.into, options.starts):
        os.makedirs(folder, exist_ok=True)
    if options.only != 'identity':
        network, _ = trained()
        defects(network, options)
        keep(network, os.path.join(options.starts, 'dock-defects.npz'))
    if options.only != 'defects':
        identity(options)
    write_json(os.path.join(options.starts, 'training.json'), facts(options.packs))


def facts(packs):
    """What the card says of the training, each a word or a number, from the checkpoints and `prepare`'s own list."""
    compared, named = (torch.load(work(name), map_location='cpu') for name in ('checkpoint.pt', 'identity.pt'))
    with open(work('calibration.json')) as file:
        unheard = json.load(file)['silent']
    pictures, _ = load('train')
    return {
        'photographs trained on': len(pictures),
        'people, products, papers and runs of photographs trained on': len({p.group for p in pictures}),
        'pairs of boards trained on': sum(k % 6 > 0 for k, _ in enumerate(read_boards(packs))),
        'dock-defects: what the last training went on from': 'the numbers before it, see models/training/README.md',
        'dock-defects: steps of it': compared['step'],
        'dock-defects: pictures seen in it (damaged, whole, reference)': compared['pictures'],
        'dock-defects: minutes of it, pauses included': round(compared['spent']),
        'dock-defects: run on': run_on(compared),
        'dock-defects: seed': compared['seed'],
        'dock-defects: version of the made data': compared.get('plan', {}).get('data', 1),
        'dock-identity: what the last training taught, from the numbers before it': named['only'] or 'whole and cells',
        'dock-identity: steps of it': named['step'],
        'dock-identity: views seen in it': named['views'],
        'dock-identity: minutes of it, pauses included': round(named['spent']),
        'dock-identity: run on': run_on(named),
        'dock-identity: seed': named['seed'],
        **{f'dock-defects: why {name} is silent, on held-out made defects': two_digits(why) for name, why in unheard.items()},
    }


def run_on(state):
    """What a training ran on, by its checkpoint; those before checkpoints said so ran beside other work on a machine of two cores."""
    return f'{state["device"]}, {state["threads"]} threads' if 'device' in state else 'processor, shared, two cores; threads not recorded'


def two_digits(words):
    """Numbers as a reader wants them; what decided was not rounded."""
    return re.sub(r'\d+\.\d{3,}', lambda found: f'{float(found[0]):.2f}', words)


def defects(network, options):
    """The comparing network: a view, up to four references' patches, which of them are there, and how far to look."""
    with open(work('calibration.json')) as file:
        told = json.load(file)
    tilt = [told['severity_temperature'] * offset for offset in told['severity_offsets']]
    whole = Exported(network, told['silent'], tilt).eval()
    shelf = torch.zeros(2, 2, PATCH, CELLS, CELLS)
    target = os.path.join(options.into, 'dock-defects.onnx')
    axes = {'image': {0: 'views'}, 'references': {0: 'views', 1: 'references'}, 'known': {0: 'views', 1: 'references'}, **{name: {0: 'views'} for name in ('defects', 'difference', 'severity', 'patches')}}
    given = (torch.zeros(2, 3, VIEW, VIEW), shelf, torch.zeros(2, 2), torch.tensor([2.0]))
    torch.onnx.export(whole, given, target, opset_version=OPSET, input_names=['image', 'references', 'known', 'radius'], output_names=['defects', 'difference', 'severity', 'patches'], dynamic_axes=axes)
    outputs = {
        'defects': {'name': 'defects', 'classes': TYPES, 'stride': 8, 'silent': [t for t in TYPES if t in told['silent']], 'thresholds': {t: told['thresholds'][t] for t in TYPES}, 'edge': EDGE, 'calibration': {t: [round(told['calibration'][t][k], 4) for k in ('slope', 'offset')] for t in TYPES if t in told['calibration']}},
        'difference': {'name': 'difference', 'threshold': told['thresholds']['any']},
        'severity': {'name': 'severity', 'classes': SEVERITIES, 'temperature': round(told['severity_temperature'], 4), **({'silent': True} if told['severity_silent'] else {})},
        'patches': {'name': 'patches', 'size': PATCH},
    }
    references = {'name': 'references', 'known': 'known', 'radius': 'radius', 'most': REFERENCES, 'inPlace': 2, 'anywhere': CELLS}
    finish('dock-defects', target, options, {'task': 'compare', 'input': view(VIEW), 'references': references, 'outputs': outputs}, [compared(whole, seed) for seed in (1, 2, 3)])


def identity(options):
    """The embedding network with its places, and what is made of an item's colours beside it."""
    network = Identity()
    network.load_state_dict(torch.load(work('identity.pt'), map_location='cpu')['smooth'])
    network.eval()
    target = os.path.join(options.into, 'dock-identity.onnx')
    names = ['embedding', 'cells', 'telling']
    torch.onnx.export(network, torch.zeros(2, 3, SIDE, SIDE), target, opset_version=OPSET, input_names=['image'], output_names=names, dynamic_axes={name: {0: 'views'} for name in ['image', *names]})
    with torch.no_grad():
        vectors = [{'seed': seed, 'outputs': dict(zip(names, map(sampled, network(golden_input(seed, SIDE)))))} for seed in (1, 2, 3)]
    places = {'name': 'cells', 'telling': 'telling', 'size': CELL, 'stride': STRIDE, 'kept': KEPT, 'share': round(PLACES, 3)}
    outputs = {'embedding': {'name': 'embedding', 'size': EMBEDDING}, 'places': places}
    finish('dock-identity', target, options, {'task': 'identity', 'input': view(SIDE), 'colours': colours(options), 'outputs': outputs}, vectors)
    keep(network, os.path.join(options.starts, 'dock-identity.npz'))


def colours(options):
    """Writes the mean and the whitening of colours; what the manifest says of them."""
    told, name = learned(), 'dock-identity.colours.bin'
    numbers = np.concatenate([told.mean, told.white.ravel()]).astype('<f4').tobytes()
    with open(os.path.join(options.into, name), 'wb') as file:
        file.write(numbers)
    return {**STEPS, 'power': POWER, 'share': SHARE, 'file': name, 'sha256': hashlib.sha256(numbers).hexdigest()}


def view(side):
    """The manifest's `input` of a square view."""
    return {'name': 'image', 'layout': 'NCHW', 'width': side, 'height': side, 'colour': 'RGB', 'range': [0, 1], 'mean': MEAN, 'std': STD, 'fit': 'contain', 'kernel': 'cubic', 'pad': [128, 128, 128]}


def finish(name, target, options, facts, vectors):
    """Manifest and vectors beside the network."""
    with open(target, 'rb') as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    head = {'format': 'regrade-model/1', 'name': name, 'version': VERSIONS[name], 'task': facts.pop('task'), 'licence': 'Apache-2.0', 'file': os.path.basename(target), 'sha256': digest, 'opset': OPSET, 'card': 'MODEL_CARD.md'}
    write_json(os.path.join(options.into, f'{name}.manifest.json'), {**head, **facts, 'vectors': {'file': f'{name}.vectors.json', 'tolerance': 0.001}})
    write_json(os.path.join(options.into, f'{name}.vectors.json'), {'vectors': vectors})
    print(f'{target}: {os.path.getsize(target) / 1e6:.1f} MB')


def write_json(path, value):
    """Readable JSON with a last newline."""
    with open(path, 'w') as file:
        file.write(json.dumps(value, indent=2) + '\n')


def golden_input(seed, side):
    """The normalised input [1,3,side,side] that any language can compute from `seed`."""
    i = np.arange(3 * side * side, dtype=np.uint64)
    wave = np.sin((i % 320).astype(np.float64) * 0.05 * seed) * np.cos((i // 320 % 320).astype(np.float64) * 0.03 * seed)
    grain = ((i * np.uint64(2654435761) + np.uint64(seed)) % np.uint64(4294967296)).astype(np.float64) / 4294967296 - 0.5
    return torch.from_numpy((wave + grain).astype(np.float32).reshape(1, 3, side, side))


@torch.no_grad()
def compared(whole, seed):
    """What the trained network itself, not its export, says of golden input `seed` beside that of `seed + 10` as its reference."""
    none = torch.zeros(1, 1, PATCH, CELLS, CELLS)
    shelf = whole(golden_input(seed + 10, VIEW), none, torch.zeros(1, 1), torch.tensor([2.0]))[3]
    said = whole(golden_input(seed, VIEW), shelf[None], torch.ones(1, 1), torch.tensor([2.0]))
    return {'seed': seed, 'reference': seed + 10, 'outputs': {name: sampled(part) for name, part in zip(('defects', 'difference', 'severity', 'patches'), said)}}


def sampled(output):
    """The mean of an output and up to 32 of its numbers as [flat index, value]."""
    flat = output.detach().numpy().ravel()
    places = sorted({int(k) for k in np.linspace(0, len(flat) - 1, 32)})
    return {'mean': float(flat.mean()), 'samples': [[k, float(flat[k])] for k in places]}


def keep(network, path):
    """The network's numbers at half precision, for `train.py --start` where no checkpoint is left."""
    np.savez_compressed(path, **{name: value.numpy().astype(np.float16) if value.is_floating_point() else value.numpy() for name, value in network.state_dict().items()})


if __name__ == '__main__':
    main()
