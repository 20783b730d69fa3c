"""Compares outcome and processor time of `lifang budget allocate` with pabutools, file by file, in one run."""

import json
import os
import pathlib
import subprocess
import sys
import time

from pabutools.election import AdditiveSatisfaction, Cost_Sat, parse_pabulib  # noqa: F401
from pabutools.election import Additive_Cardinal_Sat
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares

LIFANG = os.environ["LIFANG_BIN"]
DATA = pathlib.Path(os.environ["LIFANG_SHARED_DATA"]) / "pabulib"
RULES = {"greedy": greedy_utilitarian_welfare, "equal-shares": method_of_equal_shares}


def main():
    if not DATA.exists():
        sys.exit(f"no data at {DATA}")
    reference = json.loads((DATA / "reference_pabutools.json").read_text())
    spent = {rule: [0.0, 0.0] for rule in RULES}
    equal = total = 0
    for name, entry in sorted(reference.items()):
        if entry["vote_type"] == "ordinal":
            continue
        path = DATA / (name if name.endswith(".pb") else name + ".pb")
        for rule, function in RULES.items():
            before = os.times()
            report = json.loads(subprocess.run(
                [LIFANG, "budget", "allocate", "--rule", rule, "--json", path],
                check=True, capture_output=True, text=True).stdout)
            after = os.times()
            spent[rule][0] += after.children_user - before.children_user
            begin = time.process_time()
            instance, profile = parse_pabulib(str(path))
            satisfaction = Additive_Cardinal_Sat if entry["vote_type"] == "cumulative" else Cost_Sat
            chosen = function(instance, profile.as_multiprofile(), sat_class=satisfaction)
            spent[rule][1] += time.process_time() - begin
            total += 1
            equal += sorted(p.name for p in chosen) == sorted(report["selected"])
    for rule, (mine, theirs) in spent.items():
        print(json.dumps({
            "name": f"budget.{rule}.all_files", "value": round(mine, 3), "unit": "s", "peer": "pabutools",
            "peer_value": round(theirs, 3), "ratio": round(theirs / mine, 1),
            "conditions": "processor time with reading of the file, one process a file"}))
    print(json.dumps({
        "name": "budget.equal_outcomes", "value": equal, "unit": "outcomes", "peer": "pabutools", "peer_value": total,
        "ratio": equal / total, "conditions": "greedy and equal-shares, all files with a reference"}))


if __name__ == "__main__":
    main()
