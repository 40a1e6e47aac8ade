"""Train the reader on pairs, with checkpoints from which a broken run goes on.

Usage: python -m assistant.reader.training.train PAIRS FOLDER [--steps N] [--seed 17] [--rate 2e-4]
           [--start WEIGHTS]
"""

import logging
import random
import time
from dataclasses import dataclass
from pathlib import Path

import click
import torch
from torch import Tensor, nn

from assistant.reader.training.batches import TokenExample, as_batch, batched, in_tokens
from assistant.reader.training.loss import Loss, loss_of
from assistant.reader.training.model import ReaderModel, untrained_reader
from assistant.reader.training.pairs import load_rounds
from assistant.reader.training.restore import weights_of

logger = logging.getLogger(__name__)

# It rises over the first steps and then falls to zero in a straight line. Nothing else was tried.
RATE = 2e-4
WARM_UP = 0.04
WEIGHT_DECAY = 0.01
LONGEST_GRADIENT = 1.0

# A checkpoint of 170 MB every few minutes on two cores.
SAVE_EVERY = 200
LOG_EVERY = 50

# Of what is logged: the mean of about the last 50 steps.
SMOOTHING = 0.98

STATE_FILE = "state.pt"
LATEST_FILE = "latest.pt"
FINAL_FILE = "last.pt"


@dataclass(slots=True)
class Training:
    """A model under training with all that its next step depends on."""

    model: ReaderModel
    optimiser: torch.optim.Optimizer
    generator: torch.Generator
    """Draws the masked words."""
    device: str
    steps: int
    """Of the whole training: the rate falls to zero over them."""
    rate: float
    next_step: int = 0

    def step(self, examples: list[TokenExample]) -> Loss:
        """Make one step on a batch of examples and return its loss."""
        done = self.next_step
        rate = self.rate * min((done + 1) / (WARM_UP * self.steps), 1.0) * (1 - done / self.steps)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        batch = as_batch(examples, self.generator).to(self.device)
        with torch.autocast(self.device, torch.bfloat16, enabled=_is_half_fast(self.device)):
            outputs = self.model(batch.ids, batch.mask, batch.types)
        loss = loss_of(outputs, batch)
        loss.total.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(_trained(self.model), LONGEST_GRADIENT)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.next_step += 1
        return loss

    def save(self, folder: Path) -> None:
        """Write a checkpoint in the place of the last one, and the weights by themselves."""
        state = {
            "model": self.model.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "generator": self.generator.get_state(),
            "next_step": self.next_step,
        }
        torch.save(state, folder / "state.new")
        (folder / "state.new").replace(folder / STATE_FILE)
        torch.save(self.model.state_dict(), folder / LATEST_FILE)

    def resume(self, folder: Path) -> None:
        """Go on from a checkpoint, if the folder has one."""
        if (folder / STATE_FILE).is_file():
            state = torch.load(folder / STATE_FILE, weights_only=True, map_location="cpu")
            self.model.load_state_dict(state["model"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.generator.set_state(state["generator"])
            self.next_step = state["next_step"]


def begin(*, steps: int, seed: int = 17, rate: float = RATE, device: str = "cpu") -> Training:
    """Return a training at its beginning."""
    torch.manual_seed(seed)
    generator = torch.Generator().manual_seed(seed)
    model = untrained_reader(for_training=True).to(device)
    model.train()
    trained = _trained(model)
    groups = [
        {"params": [one for one in trained if one.dim() > 1], "weight_decay": WEIGHT_DECAY},
        # Biases and scales of normalisation have no reason to be small.
        {"params": [one for one in trained if one.dim() < 2], "weight_decay": 0.0},
    ]
    optimiser = torch.optim.AdamW(groups, lr=rate, fused=True)
    return Training(model, optimiser, generator, device, steps, rate)


def _is_half_fast(device: str) -> bool:
    """Tell whether 16 bits are faster than 32: on a CPU without tiles they take twice as long."""
    return device == "cuda" or torch.cpu._is_amx_tile_supported()


def _trained(model: ReaderModel) -> list[nn.Parameter]:
    return [one for one in model.parameters() if one.requires_grad]


def run(training: Training, batches: list[list[TokenExample]], folder: Path) -> None:
    """Train on the batches that are left, and write the weights at the end."""
    running: Tensor | None = None
    began = time.monotonic()
    for examples in batches[training.next_step : training.steps]:
        step = training.next_step
        parts = training.step(examples).parts()
        mixed = SMOOTHING * running + (1 - SMOOTHING) * parts if running is not None else parts
        running = mixed
        if step % LOG_EVERY == 0:
            losses = " ".join(f"{value:.3f}" for value in mixed.tolist())
            logger.info("step %d, %.0f s, losses %s", step, time.monotonic() - began, losses)
        if step and step % SAVE_EVERY == 0:
            training.save(folder)
    torch.save(training.model.state_dict(), folder / FINAL_FILE)


@click.command()
@click.argument("pairs", type=click.Path(exists=True, path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--steps", type=int, help="Batches to train on; all, unless given.")
@click.option("--seed", default=17, show_default=True)
@click.option("--rate", default=RATE, show_default=True)
@click.option(
    "--start",
    type=click.Path(exists=True, path_type=Path),
    help="Weights to go on from: a checkpoint, or an 8-bit model.",
)
def main(
    pairs: Path, folder: Path, steps: int | None, seed: int, rate: float, start: Path | None
) -> None:
    """Train on the PAIRS and write checkpoints and the final weights to FOLDER."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    folder.mkdir(parents=True, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    rounds = [
        [one for one in map(in_tokens, part) if one is not None] for part in load_rounds(pairs)
    ]
    chance = random.Random(seed)
    batches = list(batched(rounds, chance))
    steps = min(steps or len(batches), len(batches))
    logger.info("%d batches, %d steps on %s", len(batches), steps, device)
    training = begin(steps=steps, seed=seed, rate=rate, device=device)
    if start is not None:
        training.model.load_state_dict(weights_of(start))
    training.resume(folder)
    training.model.encoder.encoder.compile(dynamic=True)
    run(training, batches, folder)


if __name__ == "__main__":
    main()
