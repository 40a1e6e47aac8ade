"""The weights of a trained reader, from a checkpoint or from its 8-bit model."""

import re
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from assistant.reader.training.model import untrained_reader

# What `export` names the product of a layer's inputs and one of its weights; the numbers rise in
# the order of the layers, and in a layer in that of its parts.
_PRODUCT = re.compile(r"node_MatMul_(\d+)_quant")
_OF_A_LAYER = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)


def weights_of(file: Path) -> dict[str, Tensor]:
    """Return the weights in a checkpoint, or those of an 8-bit model as floats.

    What the model rounded stays rounded: the embeddings, which training does not change, are taken
    from MiniLM.
    """
    if file.suffix != ".onnx":
        state: dict[str, Tensor] = torch.load(file, weights_only=True, map_location="cpu")
        return state
    return _from_integers(file)


def _from_integers(file: Path) -> dict[str, Tensor]:
    import onnx
    from onnx import numpy_helper

    model: Any = onnx.load(str(file))
    stored = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}

    def product(name: str) -> Tensor:
        whole = stored[f"{name}_quantized"].astype("float32")
        zero = stored[f"{name}_zero_point"].astype("float32")
        return torch.tensor(((whole - zero) * stored[f"{name}_scale"]).T.copy())

    state = untrained_reader().state_dict()
    layers = len({name for name in state if name.endswith("intermediate.dense.weight")})
    names = [
        f"encoder.encoder.layer.{layer}.{part}.weight"
        for layer in range(layers)
        for part in _OF_A_LAYER
    ]
    for name, used in zip([*names, "tokens.weight"], _products(model), strict=True):
        state[name] = product(used)
    for name in ("answer.0.weight", "answer.2.weight"):
        state[name] = product(f"{name}_Transposed")
    state.update({name: torch.tensor(stored[name].copy()) for name in state if name in stored})
    return state


def _products(model: Any) -> list[str]:
    """Return the names of the integer weights in the order in which the layers use them."""
    numbered = [
        (int(found[1]), node.input[1].removesuffix("_quantized"))
        for node in model.graph.node
        if node.op_type == "MatMulInteger" and (found := _PRODUCT.fullmatch(node.name))
    ]
    return [name for _, name in sorted(numbered)]
