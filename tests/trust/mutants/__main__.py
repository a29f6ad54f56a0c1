"""`python -m tests.trust.mutants [--only NAME]`: try every mutant and print which of them a test has caught; exit 1 where one was not."""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor

from tests.trust.mutants.run import Mutant, Outcome, list_mutants, try_mutant


def main() -> int:
    """Try the mutants, two at a time unless told otherwise."""
    parser = argparse.ArgumentParser(prog="python -m tests.trust.mutants")
    parser.add_argument("--only", metavar="NAME", action="append", help="one mutant; may be given several times")
    parser.add_argument("--topic", help="the mutants of one list")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")
    asked = parser.parse_args()
    chosen = [m for m in list_mutants() if (not asked.only or m.name in asked.only) and asked.topic in (None, m.topic)]
    if not chosen:
        parser.error("no mutant of that name")
    lived = 0
    with ThreadPoolExecutor(asked.jobs) as pool:
        for mutant, outcome in zip(chosen, pool.map(try_mutant, chosen), strict=True):
            lived += not outcome.caught
            tell(mutant, outcome)
    print(f"{len(chosen)} mutants, {len(chosen) - lived} caught, {lived} alive")
    return 1 if lived else 0


def tell(mutant: Mutant, outcome: Outcome) -> None:
    """One line a mutant; what the tests said about one that lived."""
    print(f"{'caught' if outcome.caught else 'ALIVE '}  {mutant.topic:8}  {mutant.name:28}  {mutant.guard}", flush=True)
    if not outcome.caught:
        print("\n".join(f"        {line}" for line in outcome.said.splitlines()[-12:]), flush=True)


if __name__ == "__main__":
    sys.exit(main())
