"""`python -m bench.synchronise_child RECORDING WORDS`: synchronise, and tell what it took."""

import json
import re
import resource
import sys
from pathlib import Path

from media.synchronising import Anchor, synchronise


def main(recording: str, text: str) -> None:
    """Print the starts of the statements, seconds of processor, and MiB of memory."""
    given = json.loads(Path(text).read_text("utf-8"))
    anchors = [Anchor(*one) for one in given["anchors"]]
    fit = synchronise(Path(recording), given["words"], anchors)
    starts, word = [], 0
    for words in given["words"]:
        heard = fit.words[word]
        starts.append(heard.start / 1000 if heard else None)
        word += len(words)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(one.ru_utime + one.ru_stime for one in used)
    print(json.dumps({"starts": starts, "cpu": round(cpu, 2), "memory": round(memory())}))


def memory() -> float:
    """The most MiB that this process had at once; what its parent had does not count."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    return int(found[1]) / 1024 if found else float("nan")


if __name__ == "__main__":
    main(*sys.argv[1:])
