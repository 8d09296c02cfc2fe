"""pandas.read_html with a label lookup: the cell behind the last label of a row, by its column.

    python3 lookup.py FILE...

What a careful user writes in a few lines: the tables that pandas finds, spans filled as it fills them; a row is known by its label, a
column by its place behind the labels. Prints, for each file, `field<TAB>value` of the totals of the applications table, and the time of the
processor that it took, the best of five.
"""
import re
import sys
import time

import pandas

# Of every row the total, the last of its columns.
ROWS = {
    "一、本年新收政府信息公开申请数量": "applications.received.total",
    "二、上年结转政府信息公开申请数量": "applications.carried_in.total",
    "（一）予以公开": "applications.results.granted.total",
    "（七）总计": "applications.results.total.total",
    "四、结转下年度继续办理": "applications.carried_forward.total",
}


def lookup(path):
    found = {}
    for table in pandas.read_html(path, flavor="lxml", encoding="utf-8", header=None):
        for row in table.itertuples(index=False):
            cells = ["" if pandas.isna(cell) else re.sub(r"\s", "", str(cell)) for cell in row]
            for cell in cells[:3]:
                if field := ROWS.get(cell):
                    found[field] = cells[-1]
    return found


for path in sys.argv[1:]:
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        try:
            found = lookup(path)
        except ValueError as error:
            found = {"error": str(error)}
        best = min(best, time.process_time() - start)
    for field, value in found.items():
        print(f"{path}\t{field}\t{value}")
    print(f"{path}\tmilliseconds\t{best * 1000:.2f}")
