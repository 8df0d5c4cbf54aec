"""Builds an ONNX graph from layers with TensorFlow's weights and paddings (height × width × in × out, `same`, `valid`)."""
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 13


class Graph:
    def __init__(self):
        self.nodes, self.weights = [], []

    def add(self, kind: str, inputs: list, output: str = None, **attributes) -> str:
        name = output or f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], **attributes))
        return name

    def weight(self, array: np.ndarray) -> str:
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def conv(self, x: str, filters: np.ndarray, bias: np.ndarray = None, *, stride: int = 1, padding: str = "same") -> str:
        inputs = [x, self.weight(filters.transpose(3, 2, 0, 1))] + ([] if bias is None else [self.weight(bias)])
        return self.add("Conv", inputs, strides=[stride, stride], auto_pad=auto_pad(padding))

    def depthwise(self, x: str, filters: np.ndarray, *, stride: int = 1, padding: str = "same") -> str:
        """One filter per channel."""
        kernel = self.weight(filters.transpose(2, 3, 0, 1))
        return self.add("Conv", [x, kernel], strides=[stride, stride], auto_pad=auto_pad(padding), group=filters.shape[2])

    def model(self, *, image: list, output: str, numbers: int) -> onnx.ModelProto:
        """`image`: channels, height, width of the input `image`; the first dimension is free."""
        graph = helper.make_graph(
            self.nodes,
            "expression",
            [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["n", *image])],
            [helper.make_tensor_value_info(output, TensorProto.FLOAT, ["n", numbers])],
            self.weights,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
        onnx.checker.check_model(model, full_check=True)
        return model


def auto_pad(padding: str) -> str:
    # TensorFlow's `same` puts the odd row below and on the right.
    return {"same": "SAME_UPPER", "valid": "VALID"}[padding.lower()]
