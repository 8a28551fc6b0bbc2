"""What is promised of training, tried on items drawn by code: `make check` runs it, on the processor."""

import json
import os
import signal
import sys
import tempfile
import unittest
from types import SimpleNamespace
from unittest import mock

import numpy as np
import torch

import identity
import losses
import paths
import plan
import station_crops
import train
from device import DEVICE
from identity_network import Identity
from network import Defects, chances, normalise
from pairs import path
from stream import Stream

torch.set_num_threads(1)
TRAIN = {'steps': 3, 'pairs': 2, 'seed': 4, 'rate': 1e-3, 'first': 0, 'shards': 2, 'data': 1, 'start': '', 'threads': 1}
IDENTITY = {'steps': 2, 'views': 4, 'seed': 4, 'rate': 1e-3, 'only': '', 'without': '', 'start': '', 'whole': '', 'trunk': '', 'threads': 1}


class Aside(unittest.TestCase):
    """Each test has a work folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        change = mock.patch.dict(os.environ, {'REGRADE_TRAINING_WORK': folder.name})
        change.start()
        self.addCleanup(change.stop)

    def shards(self, count, pairs=4):
        """Writes shards of noise, so that training has something to read."""
        os.makedirs(os.path.dirname(path(0)), exist_ok=True)
        for k in range(count):
            rng = np.random.default_rng(k)
            targets = np.zeros((pairs, 2, 8, 24, 24), np.int8)
            targets[:, 0, k % 7, 8:12, 8:12] = targets[:, 0, 7, 8:12, 8:12] = 1
            facts = np.array([[1 + i % 2, i % 2] for i in range(pairs)], np.int8)
            np.savez(path(k), images=rng.integers(0, 256, (pairs, 3, 192, 192, 3), dtype=np.uint8), targets=targets, facts=facts)


class Repeated(Aside):
    def test_a_batch_is_that_of_its_step_also_after_a_pause(self):
        self.shards(3)
        through = Stream(4, range(3), 2)
        for step in range(12):
            batch = through.batch(step)
            if step in (0, 5, 11):
                again = Stream(4, range(3), 2).batch(step)
                self.assertTrue(all(torch.equal(a, b) for a, b in zip(batch, again)), step)

    def test_shards_are_those_of_the_plan_whatever_is_made_already(self):
        self.shards(2)
        early = [Stream(4, range(5), 2).planned(turn) for turn in range(12)]
        self.shards(5)
        late = [Stream(4, range(5), 2).planned(turn) for turn in range(12)]
        self.assertEqual(early, late)
        self.assertEqual(early[:5], [0, 1, 2, 3, 4])

    def test_a_training_with_a_pause_ends_in_the_same_numbers(self):
        self.shards(2)
        whole = self.trained(3)
        self.trained(1, save=True)
        self.assertTrue(all(torch.equal(a, b) for a, b in zip(whole, self.trained(3))))

    def test_so_does_a_training_of_identity(self):
        whole = self.identified(2)
        self.identified(1, save=True)
        self.assertTrue(all(torch.equal(a, b) for a, b in zip(whole, self.identified(2))))

    def test_the_pace_owes_nothing_to_the_clock(self):
        self.shards(1)
        run = train.Run(SimpleNamespace(**TRAIN, budget=0.001))
        before = run.pace()
        run.started -= 3600
        self.assertEqual(run.pace(), before)
        self.assertTrue(plan.over(run, run.options))

    def test_no_other_plan_goes_on_from_a_checkpoint(self):
        self.shards(1)
        train.Run(SimpleNamespace(**TRAIN)).save()
        with self.assertRaisesRegex(SystemExit, 'its rate is 0.001, 0.002 was asked for'):
            train.Run(SimpleNamespace(**{**TRAIN, 'rate': 0.002}))

    def test_a_checkpoint_without_a_plan_is_not_gone_on_from(self):
        torch.save({'step': 2}, paths.work('checkpoint.pt'))
        with self.assertRaisesRegex(SystemExit, 'kept no plan'):
            train.Run(SimpleNamespace(**TRAIN))

    def test_a_step_is_finished_before_a_training_is_stopped(self):
        kept = [signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)]
        gently, finished = plan.Gently(), False
        try:
            with self.assertRaises(SystemExit):
                with gently:
                    os.kill(os.getpid(), signal.SIGTERM)
                    finished = True
        finally:
            for each, handler in zip((signal.SIGTERM, signal.SIGINT), kept):
                signal.signal(each, handler)
        self.assertTrue(finished)

    def trained(self, until, save=False):
        """The numbers after that many steps, gone on with from a checkpoint where there is one."""
        torch.manual_seed(TRAIN['seed'])
        run = train.Run(SimpleNamespace(**TRAIN))
        stream = Stream(TRAIN['seed'], range(TRAIN['first'], TRAIN['shards']), TRAIN['pairs'])
        while run.step < until:
            run.learn(stream.batch(run.step))
        if save:
            run.save()
        return [*run.network.state_dict().values(), *run.smooth.state_dict().values()]

    def identified(self, until, save=False):
        """The same of identity, on views of noise."""
        torch.manual_seed(IDENTITY['seed'])
        run = identity.Run(SimpleNamespace(**IDENTITY))
        while run.step < until:
            run.learn((np.random.default_rng(run.step).integers(0, 256, (4, 192, 192, 3), dtype=np.uint8), np.array([1, 1, 2, 2])))
        if save:
            run.save()
        return [*run.network.state_dict().values(), *run.smooth.state_dict().values()]


class Crops(unittest.TestCase):
    def test_the_golden_crops_are_those_that_pillow_makes_now(self):
        with open(station_crops.CROPS) as file:
            kept, now = json.load(file), station_crops.golden()
        self.assertEqual(kept['poses'], now['poses'])
        for told in ('told', 'untold'):
            for name, crop in now[told].items():
                self.assertLessEqual(np.abs(np.subtract(kept[told][name]['samples'], crop['samples'])).max(), 1, name)


class Device(Aside):
    def test_everything_lies_on_the_device_that_is_chosen(self):
        self.shards(1)
        run = train.Run(SimpleNamespace(**TRAIN))
        run.learn(Stream(4, range(1), 2).batch(0))
        held = [*run.network.state_dict().values(), *run.smooth.state_dict().values(), *(state['exp_avg'] for state in run.optimiser.state.values())]
        self.assertEqual({part.device.type for part in held}, {DEVICE.type})

    def test_nothing_is_left_on_the_processor(self):
        """Torch's device without numbers refuses, as a GPU does, what was made elsewhere; it stands in for one where there is none."""
        network = Defects().to('meta')
        self.assertRaisesRegex(RuntimeError, 'same device', network.trunk, torch.zeros(1, 3, 128, 128))
        cells = network.trunk(normalise(torch.zeros(6, 128, 128, 3, dtype=torch.uint8, device='meta')))
        patches = network.patches(cells)
        logits, gap = network.compare(patches[:4], patches[2:][:, None], torch.ones(4, 1, device='meta'), 2)
        loss = losses.cells(logits, torch.zeros(4, 8, 16, 16, device='meta'))
        told = (network.graded(gap, logits), chances(logits, ['missing_unit']), loss)
        self.assertEqual({part.device.type for part in told}, {'meta'})

    def test_nor_is_anything_of_identity(self):
        network = Identity().to('meta')
        whole, places, telling = network(normalise(torch.zeros(4, 192, 192, 3, dtype=torch.uint8, device='meta')))
        alike = identity.likeness(places, telling, torch.arange(64), 2)
        told = [identity.contrast(each, torch.zeros(4, device='meta'), 12.0) for each in (whole @ whole.T, alike)]
        self.assertEqual({part.device.type for part in told}, {'meta'})


if __name__ == '__main__':
    unittest.main(argv=[sys.argv[0]], verbosity=1)
