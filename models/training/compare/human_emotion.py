"""`emotion` of @vladmandic/human (mini-XCEPTION, Arriaga et al. 2017): a TensorFlow.js graph, taken over node by node."""
import base64
import json
import os

import onnx

from graph import Graph, auto_pad
from tfjs_weights import read_weights

# As its src/gear/emotion.ts feeds it: 64 x 64, luma, 2 (grey - 0.5).
ENTRY = {
    "input": {"name": "image", "width": 64, "height": 64, "colour": "grey", "range": [-1, 1], "mirror": False},
    "outputs": {"logits": "probabilities", "kind": "probabilities"},
    "labels": ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"],
}


def build(package: str) -> onnx.ModelProto:
    folder = os.path.join(package, "models")
    with open(os.path.join(folder, "emotion.json")) as file:
        description = json.load(file)
    weights = read_weights(description["weightsManifest"], folder)
    graph, names = Graph(), {}
    for node in description["modelTopology"]["node"]:
        if node["op"] != "Const":
            names[node["name"]] = take_over(graph, node, names, weights)
    return graph.model(image=[1, 64, 64], output="probabilities", numbers=7)


def take_over(graph: Graph, node: dict, names: dict, weights: dict) -> str:
    """Adds what `node` does and says what its answer is called."""
    kind, inputs, attributes = node["op"], node.get("input", []), node.get("attr", {})
    x = names.get(inputs[0]) if inputs else None
    if kind == "Placeholder":
        return "image"
    if kind == "_FusedConv2D":
        out = graph.conv(x, weights[inputs[1]], weights[inputs[2]], **steps(attributes))
        return graph.add("Relu", [out]) if "Relu" in fused(attributes) else out
    if kind == "DepthwiseConv2dNative":
        return graph.depthwise(x, weights[inputs[1]], **steps(attributes))
    if kind == "MaxPool":
        step = steps(attributes)
        sides = [int(side) for side in attributes["ksize"]["list"]["i"][1:3]]
        return graph.add("MaxPool", [x], kernel_shape=sides, strides=[step["stride"]] * 2, auto_pad=auto_pad(step["padding"]))
    if kind == "AddV2":
        return graph.add("Add", [x, names[inputs[1]]])
    if kind == "Relu":
        return graph.add("Relu", [x])
    if kind == "Mean":
        return graph.add("ReduceMean", [x], axes=[2, 3], keepdims=0)
    if kind == "Softmax":
        return graph.add("Softmax", [x], "probabilities", axis=1)
    if kind == "Identity":
        return x
    raise ValueError(f"{node['name']}: {kind} was not in this graph when the script was written")


def text(value: str) -> str:
    return base64.b64decode(value).decode()


def fused(attributes: dict) -> list:
    return [text(value) for value in attributes["fused_ops"]["list"]["s"]]


def steps(attributes: dict) -> dict:
    return {"stride": int(attributes["strides"]["list"]["i"][1]), "padding": text(attributes["padding"]["s"])}
