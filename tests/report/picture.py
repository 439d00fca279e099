"""A page as a picture of grey values, to see where there is ink."""

import struct
import zlib

import numpy as np
import typst

from workbench.report.breaking import breakable
from workbench.report.fonts import fonts
from workbench.report.typesetting import TEMPLATES, _each, inputs
from workbench.report.wording import plain

DOTS_PER_INCH = 36


def pictures(template: str, values: dict) -> list[np.ndarray]:
    """Draw every page of a template; a value of 255 is white paper."""
    values = _each(_each(values, plain), breakable)
    drawn = typst.compile(
        (TEMPLATES / template).read_bytes(),
        root=str(TEMPLATES),
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=DOTS_PER_INCH,
        sys_inputs=inputs(values),
    )
    return [_grey(page) for page in (drawn if isinstance(drawn, list) else [drawn])]


def _grey(png: bytes) -> np.ndarray:
    place, data = 8, b""
    width = height = channels = 0
    while place < len(png):
        size, kind = struct.unpack(">I4s", png[place : place + 8])
        body = png[place + 8 : place + 8 + size]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
            assert depth == 8
            channels = {0: 1, 2: 3, 4: 2, 6: 4}[colour]
        elif kind == b"IDAT":
            data += body
        place += size + 12
    lines = np.frombuffer(zlib.decompress(data), np.uint8).reshape(height, -1)
    return _unfiltered(lines, channels).reshape(height, width, channels)[:, :, 0]


def _unfiltered(lines: np.ndarray, step: int) -> np.ndarray:
    done = np.zeros((len(lines) + 1, lines.shape[1] - 1 + step), np.int32)
    for row, line in enumerate(lines, start=1):
        above, here = done[row - 1], done[row]
        for at, value in enumerate(line[1:].tolist(), start=step):
            left, up, corner = int(here[at - step]), int(above[at]), int(above[at - step])
            near = min((left, up, corner), key=lambda one, sum_=left + up - corner: abs(sum_ - one))
            here[at] = (value + (0, left, up, (left + up) // 2, near)[line[0]]) % 256
    return done[1:, step:]
