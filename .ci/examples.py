#!/usr/bin/env python3
"""Holds the outputs that examples/README.md shows against what the examples print.

A block of text shows, line by line and in their order, lines of what the command above it prints (that of the heading, if there is
none): spaces between the members of JSON aside, and `…` for what is left out.
"""
import re
import shlex
import subprocess
import sys


def blocks(text):
    """The commands and the outputs shown for them."""
    command = None
    for heading, language, block in re.findall(r"^## ([^\n]+)$|^```(\w+)\n(.*?)^```$", text, re.M | re.S):
        if heading:
            command = ["cargo", "run", "--example", heading]
        elif language == "sh":
            command = shlex.split(block.split(">")[0])
        elif language == "text":
            yield command, block.splitlines()


def shown(line, printed):
    """The index behind the first line of these that shows this one."""
    line = line.replace('": {', '":{')
    found = (index for index, other in enumerate(printed) if line == other or (line[:1] == '"' and line in other))
    return next(found, None)


def main():
    faults = count = 0
    for command, lines in blocks(open("examples/README.md", encoding="utf-8").read()):
        command[2:2] = ["--locked", "--quiet"]
        output = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8").stdout.splitlines()
        # What stands in the place of a report that could not be read has no file here; the example's own tests make one.
        told = [line for line in lines if line.strip() not in ("", "…") and not line.startswith('"error"')]
        for line in told:
            count += 1
            at = shown(line, output)
            if at is None:
                faults += 1
                print(f"{' '.join(command)}\n  does not print, or not here: {line}")
            elif line[:1] != '"':
                output = output[at + 1:]
    print(f"{count} lines shown, {faults} of them wrong")
    sys.exit(1 if faults or not count else 0)


main()
