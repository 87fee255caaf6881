"""How events, manifests and devices are named, and the unit that stands for all."""

import re

SHA256 = re.compile(r"[0-9a-f]{64}")
DEVICE = re.compile(r"[0-9a-f]{32}")
EVERY_UNIT = "*"
