"""Changes a signed checkpoint in many ways; whatever Go's note.Open refuses, ours must refuse, and both accept the original."""
import random
import subprocess
import sys

go, ours, path, key = sys.argv[1:5]
original = open(path, "rb").read()


def accepted(command, message):
    return subprocess.run(command, input=message, capture_output=True).returncode == 0


def both(message):
    return accepted([go, "note", key], message), accepted([ours, "log", "open", "--key", key], message)


assert both(original) == (True, True), "the original must open"
chance = random.Random(6962)
table = [b"", original[:-1], original + b"\n", original + original, original.replace(b"\n\n", b"\n"),
         original.replace("—".encode(), b"-"), original.replace(b"\n", b"\r\n"), b"\n" + original,
         original.replace(b"example.com/log/testdata\n", b"example.com/log/testdatb\n", 1), original + b"x",
         original.upper(), original[::-1], b"\xff" + original]
for _ in range(120):
    message = bytearray(original)
    place = chance.randrange(len(message))
    action = chance.randrange(3)
    if action == 0:
        message[place] ^= 1 << chance.randrange(8)
    elif action == 1:
        del message[place]
    else:
        message.insert(place, chance.randrange(256))
    table.append(bytes(message))
bad = 0
refused = 0
for message in table:
    by_go, by_ours = both(message)
    refused += not by_go
    if not by_go and by_ours:
        bad += 1
        print("accepted by ours only:", message)
print(f"{len(table)} tampered notes, {refused} refused by Go, {bad} of those accepted by ours")
sys.exit(bad > 0 or refused < 100)
