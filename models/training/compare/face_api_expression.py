"""`face_expression_model` of @vladmandic/face-api: four dense blocks of separable convolutions, which stand in its code."""
import json
import os

import onnx

from graph import Graph
from tfjs_weights import read_weights

# As its src/faceFeatureExtractor/FaceFeatureExtractor.ts feeds it: 112 x 112, (RGB - mean) / 255.
ENTRY = {
    "input": {
        "name": "image", "width": 112, "height": 112, "colour": "rgb", "range": [0, 255],
        "mean": [122.782, 117.001, 104.298], "std": [255], "mirror": False,
    },
    "outputs": {"logits": "logits"},
    "labels": ["neutral", "happy", "sad", "angry", "fearful", "disgusted", "surprised"],
}


def build(package: str) -> onnx.ModelProto:
    folder = os.path.join(package, "model")
    with open(os.path.join(folder, "face_expression_model-weights_manifest.json")) as file:
        weights = read_weights(json.load(file), folder)
    graph = Graph()
    x = "image"
    for block in range(4):
        x = dense_block(graph, x, weights, f"dense{block}")
    x = graph.add("AveragePool", [x], kernel_shape=[7, 7], strides=[2, 2])
    x = graph.add("Flatten", [x])
    x = graph.add("MatMul", [x, graph.weight(weights["fc/weights"])])
    graph.add("Add", [x, graph.weight(weights["fc/bias"])], "logits")
    return graph.model(image=[3, 112, 112], output="logits", numbers=7)


def dense_block(graph: Graph, x: str, weights: dict, block: str) -> str:
    """Each layer reads the sum of those before it; the first halves the sides."""
    plain = weights.get(f"{block}/conv0/filters")
    first = (
        separable(graph, x, weights, f"{block}/conv0", stride=2)
        if plain is None
        else graph.conv(x, plain, weights[f"{block}/conv0/bias"], stride=2)
    )
    total = x = graph.add("Relu", [first])
    for layer in (1, 2, 3):
        total = graph.add("Add", [total, separable(graph, x, weights, f"{block}/conv{layer}")])
        x = graph.add("Relu", [total])
    return x


def separable(graph: Graph, x: str, weights: dict, name: str, stride: int = 1) -> str:
    spread = graph.depthwise(x, weights[f"{name}/depthwise_filter"], stride=stride)
    return graph.conv(spread, weights[f"{name}/pointwise_filter"], weights[f"{name}/bias"])
