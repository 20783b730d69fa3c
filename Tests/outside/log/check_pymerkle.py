"""Computes the root of a log's entries with pymerkle and compares it with the signed one; proves one entry and one growth."""
import base64
import sys

from pymerkle import InmemoryTree, verify_consistency, verify_inclusion

folder, entries = sys.argv[1:3]
lines = open(entries, "rb").read().split(b"\n")[:-1]
tree = InmemoryTree(algorithm="sha256")
for line in lines:
    tree.append_entry(line)
signed = base64.b64decode(open(folder + "/checkpoint", "rb").read().split(b"\n")[2])
state = tree.get_state()
assert state == signed, (state.hex(), signed.hex())
index = len(lines) // 2 + 1
verify_inclusion(tree.get_leaf(index), signed, tree.prove_inclusion(index, len(lines)))
half = max(1, len(lines) // 2)
verify_consistency(tree.get_state(half), signed, tree.prove_consistency(half, len(lines)))
