"""The chat page.

Gradio reads what follows when it is imported, which modules of this package do: so it is set here,
before any of them.
"""

import os

# Switches off everything that would report to another host.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ["DO_NOT_TRACK"] = "1"
