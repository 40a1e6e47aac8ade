"""Export a trained reader as an ONNX model in 8-bit integers.

Usage: python -m assistant.reader.training.export CHECKPOINT OUT [--float FLOAT]
"""

import logging
import tempfile
from pathlib import Path

import click
import torch

from assistant.reader.training.model import untrained_reader
from ingest.weights import sha256_of

logger = logging.getLogger(__name__)

# What `assistant.reader.onnx_reader` gives and takes.
INPUTS = ["ids", "mask", "types"]
OUTPUTS = ["start", "end", "relevance", "answer"]


def export(checkpoint: Path, out: Path) -> None:
    """Write the weights of a checkpoint as an ONNX model in single precision.

    Args:
        checkpoint: weights that `assistant.reader.training.train` wrote.
        out: the model's file.

    """
    model = untrained_reader()
    model.load_state_dict(torch.load(checkpoint, weights_only=True, map_location="cpu"))
    model.eval()
    # Any words; more than one pair, or the exporter takes their number for a constant.
    words = torch.full((3, 40), 2000)
    axes = {
        0: torch.export.Dim("pairs", min=1, max=64),
        1: torch.export.Dim("tokens", min=4, max=512),
    }
    torch.onnx.export(
        model,
        (words, torch.ones_like(words), torch.zeros_like(words)),
        str(out),
        input_names=INPUTS,
        output_names=OUTPUTS,
        dynamic_shapes=dict.fromkeys(INPUTS, axes),
        dynamo=True,
        external_data=False,
        optimize=True,
    )


def quantise(model: Path, out: Path) -> None:
    """Write an ONNX model with weights in 8-bit integers, a scale for each column.

    Activations become integers when the model runs, by the range that they have there: ranges
    measured in advance would have to fit every passage.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / "prepared.onnx"
        quant_pre_process(str(model), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(prepared, out, weight_type=QuantType.QInt8, per_channel=True)


@click.command()
@click.argument("checkpoint", type=click.Path(exists=True, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--float", "single", type=click.Path(path_type=Path), help="Keep this model too.")
def main(checkpoint: Path, out: Path, single: Path | None) -> None:
    """Write the weights of CHECKPOINT to OUT and tell their hash."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    with tempfile.TemporaryDirectory() as folder:
        whole = single or Path(folder) / "float.onnx"
        export(checkpoint, whole)
        quantise(whole, out)
    logger.info("%s: %.1f MB, sha256 %s", out, out.stat().st_size / 1e6, sha256_of(out))


if __name__ == "__main__":
    main()
