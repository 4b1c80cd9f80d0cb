"""How often the search for weaknesses names something by chance: `make alarms` prints what the page says."""

from __future__ import annotations

from casebook.signals import FALSE_ALARMS, false_alarms


def main() -> int:
    measured = false_alarms()
    print("Of 1,000 registers in which nothing changed, so many name a weakness:")
    print(f"  {measured.chance} where complaints come one by one, {measured.clumped} where they come in clumps")
    print(f"Of 1,000 in which the most frequent topic and unit tripled, {measured.found} name it.")
    print("The page prints the same." if measured == FALSE_ALARMS else f"The page prints {FALSE_ALARMS}: mend it.")
    return int(measured != FALSE_ALARMS)


if __name__ == "__main__":
    raise SystemExit(main())
