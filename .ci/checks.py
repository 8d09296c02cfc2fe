#!/usr/bin/env python3
"""Compares the identities that records say fail with those that the truth breaks.

    checks.py TRUTH PRED ROOT

TRUTH and PRED are JSON Lines: cells known by construction or read by people, and what `extract` printed. ROOT is the folder that
the paths of the truth are relative to. An identity fails in the truth if all its cells are known and do not add up. It must then
fail in the record, unless a cell of it was not read; and nothing else may. Prints what differs, and exits with 1 if anything does.
"""
import csv
import json
import os
import sys
from collections import Counter
from fractions import Fraction

KINDS = ["natural_person", "enterprise", "research_institution", "public_welfare_organization",
         "legal_service_organization", "other_organization"]
OUTCOMES = ["upheld", "corrected", "other", "pending"]
PROCEEDINGS = ["reconsideration", "litigation.direct", "litigation.after_reconsideration"]
RESULTS = "applications.results.total"
NAMES = {"applications.row-total", "applications.balance", "applications.results-total", "disputes.row-total"}


def rows(fields, known):
    """The rows of the applications table that are there, in the form's order."""
    stems = dict.fromkeys(field.rsplit(".", 1)[0] for field in known if field.startswith("applications."))
    there = lambda stem: any(state(fields, f"{stem}.{kind}") != "absent" for kind in [*KINDS, "total"])
    return [stem for stem in stems if there(stem)]


def state(fields, field):
    return fields.get(field, {"state": "absent"})["state"]


def identities(fields, known):
    stems = rows(fields, known)
    for stem in stems:
        yield "applications.row-total", [f"{stem}.{kind}" for kind in KINDS], [f"{stem}.total"]
    for kind in [*KINDS, "total"]:
        yield ("applications.balance", [f"applications.received.{kind}", f"applications.carried_in.{kind}"],
               [f"{RESULTS}.{kind}", f"applications.carried_forward.{kind}"])
        parts = [f"{stem}.{kind}" for stem in stems if ".results." in stem and stem != RESULTS]
        yield "applications.results-total", parts, [f"{RESULTS}.{kind}"]
    for name in PROCEEDINGS:
        yield "disputes.row-total", [f"{name}.{outcome}" for outcome in OUTCOMES], [f"{name}.total"]


def side(fields, ids):
    """What some cells add up to, None where one is not known; and whether one of them holds a number."""
    if any(state(fields, field) not in ("reported", "blank", "nil") for field in ids):
        return None, False
    numbers = [Fraction(fields[field]["value"]) for field in ids if state(fields, field) == "reported"]
    return sum(numbers), bool(numbers)


def broken(fields, known):
    """The identities that fail, by name and first total, with all their fields."""
    found = {}
    for name, left, right in identities(fields, known):
        (expected, some), (actual, others) = side(fields, left), side(fields, right)
        if None not in (expected, actual) and (some or others) and expected != actual:
            found[name, right[0]] = left + right
    return found


def complete(fields, known):
    """Whether no result row is missing: else what is missing may explain a sum of results."""
    there = set(rows(fields, known))
    forms = [".other.undivided" in stem for stem in there]
    wanted = {field.rsplit(".", 1)[0] for field in known if field.startswith("applications.results.")}
    return all(stem in there or (".results.other." in stem and any(".results.other." in it for it in there))
               for stem in wanted) and (forms or not wanted)


def main():
    truths, predictions, root = sys.argv[1:]
    with open(os.path.join(os.path.dirname(__file__), "../docs/fields.csv"), encoding="utf-8") as table:
        known = [row["id"] for row in csv.DictReader(table)]
    truth = {}
    for line in open(truths, encoding="utf-8"):
        record = json.loads(line)
        path = record.get("path") or record["source"]
        truth[os.path.realpath(os.path.join(root, path))] = record
    counts, faults = Counter(), []
    for line in open(predictions, encoding="utf-8"):
        record = json.loads(line)
        wanted = truth.get(os.path.realpath(record["source"]))
        if wanted is None or "fields" not in record:
            continue
        fails = {(it["code"], it["fields"][0]): it for it in record["findings"] if it["code"] in NAMES}
        breaks = broken(wanted["fields"], known)
        counts["documents"] += 1
        for key in fails.keys() - breaks.keys():
            faults.append(f"{record['source']}: {key} fails, and holds in the truth")
        for key in breaks.keys() - fails.keys():
            read = all(state(record["fields"], field) in ("reported", "blank", "nil") for field in breaks[key])
            if read and (key[0] != "applications.results-total" or complete(wanted["fields"], known)):
                faults.append(f"{record['source']}: {key} holds, and fails in the truth")
            else:
                counts["undecided"] += 1
        for key in fails.keys() & breaks.keys():
            counts["found"] += 1
            counts[f"found, cause {fails[key]['cause']}"] += 1
    print(", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
    print(f"{len(faults)} wrong")
    for fault in faults[:20]:
        print(fault)
    sys.exit(1 if faults or not counts["documents"] else 0)


if __name__ == "__main__":
    main()
