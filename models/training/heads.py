"""Teaches severity, category and embedding on the finished trunk, which they cannot change."""

import sys

import numpy as np
import torch
from torch.nn import functional as F

from forge import forge
from look import trained
from network import normalise, pooled
from pairs import Source
from paths import arguments, load, work

ROUNDS = 500


def main():
    """Adds the heads to the checkpoint's smoothed network; run it again after more training."""
    options = arguments(('views', 1600), ('seed', 45), ('threads', 2))
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    network, state = trained()
    samples = views(Source(*load('train')), options.seed, options.views)
    features = look_closely(network, [s.image for s in samples])
    facts = {name: torch.tensor([getattr(s, name) for s in samples]) for name in ('severity', 'category', 'item')}
    teach(network, features, facts)
    state['smooth'] = network.state_dict()
    torch.save(state, work('checkpoint.pt'))


def views(source, seed, count):
    """Two views of one item after another: half of them one scene with and without its defect, half two scenes."""
    samples = []
    while len(samples) < count:
        rng = np.random.default_rng((seed, len(samples)))
        chosen, dice = source.pick(rng), int(rng.integers(1 << 31))
        if chosen[0] is None:
            form = int(rng.integers(1 << 31))
            samples += [forge(np.random.default_rng((dice, k)), None, None, shape=np.random.default_rng(form)) for k in range(2)]
        elif rng.random() < 0.5:
            samples += [forge(np.random.default_rng(dice), *chosen, damage) for damage in (None, False)]
        else:
            samples += [forge(np.random.default_rng((dice, k)), *chosen) for k in range(2)]
    return samples


@torch.no_grad()
def look_closely(network, images):
    """Pooled features [N,FEATURES] of uint8 images."""
    return torch.cat([pooled(*network.dense(normalise(torch.from_numpy(np.stack(images[k : k + 16]))))) for k in range(0, len(images), 16)])


def teach(network, features, facts):
    """Fits the three heads with a little noise on the features; the trunk is never touched."""
    network.level.running_mean, network.level.running_var = features.mean(0), features.var(0) + 1e-4
    parts = [*network.severity.parameters(), *network.category.parameters(), *network.embedding.parameters()]
    optimiser = torch.optim.AdamW(parts, lr=2e-3, weight_decay=0.1)
    for turn in range(ROUNDS):
        rows = (torch.randperm(len(features) // 2)[:128, None] * 2 + torch.arange(2)).flatten()
        severity, category, embedding = network.heads(features[rows] + 0.1 * torch.randn(len(rows), features.shape[1]) * network.level.running_var.sqrt())
        loss = F.cross_entropy(severity, facts['severity'][rows], ignore_index=-1) + F.cross_entropy(category, facts['category'][rows], ignore_index=-1) + same_item(embedding, facts['item'][rows])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if turn % 100 == 0:
            print(f'heads {turn} loss {loss.item():.3f}', flush=True)


def same_item(embedding, item, sharpness=10.0):
    """Supervised contrast: two views of one item lie closer than views of different items."""
    itself = torch.eye(len(item), dtype=torch.bool)
    partner = (item[:, None] == item[None]) & ~itself
    chance = F.log_softmax((embedding @ embedding.t() * sharpness).masked_fill(itself, -1e4), 1)
    return -(chance * partner).sum(1).div(partner.sum(1).clamp(min=1)).mean()


if __name__ == '__main__':
    sys.exit(main())
