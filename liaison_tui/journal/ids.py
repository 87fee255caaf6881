"""How events, manifests, devices and items are named, and the unit that stands for all."""

import re

SHA256 = re.compile(r"[0-9a-f]{64}")
DEVICE = re.compile(r"[0-9a-f]{32}")
ITEM = re.compile(r"[A-Z]\d{2,4}", re.ASCII)
EVERY_UNIT = "*"
