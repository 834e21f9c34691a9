"""Writes a GGUF file anew with its tensors in Q8_0, for servers that do not read its own quantisation.

    python requantise.py FROM.gguf TO.gguf
"""

import sys

import numpy as np
from gguf import GGMLQuantizationType, GGUFReader, GGUFValueType, GGUFWriter, quants

ARCHITECTURE = "general.architecture"
FILE_TYPE = "general.file_type"
MOSTLY_Q8_0 = 7
KEPT = (GGMLQuantizationType.F32, GGMLQuantizationType.F16, GGMLQuantizationType.Q8_0)


def copy_fields(reader, writer):
    for name, field in reader.fields.items():
        if name.startswith("GGUF.") or name == ARCHITECTURE:
            continue
        value = MOSTLY_Q8_0 if name == FILE_TYPE else field.contents()
        kind = field.types[0]
        if kind == GGUFValueType.ARRAY:
            writer.add_key_value(name, value, kind, sub_type=field.types[-1])
        else:
            writer.add_key_value(name, value, kind)


def copy_tensors(reader, writer):
    q8 = GGMLQuantizationType.Q8_0
    for tensor in reader.tensors:
        if tensor.tensor_type in KEPT:
            writer.add_tensor(tensor.name, tensor.data, raw_dtype=tensor.tensor_type)
            continue
        plain = quants.dequantize(tensor.data, tensor.tensor_type).astype(np.float32)
        writer.add_tensor(tensor.name, quants.quantize(plain, q8), raw_dtype=q8)


def main(source, target):
    reader = GGUFReader(source)
    writer = GGUFWriter(target, reader.fields[ARCHITECTURE].contents())
    copy_fields(reader, writer)
    copy_tensors(reader, writer)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
