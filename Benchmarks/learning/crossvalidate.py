"""Five-fold cross-validation of `lifang classify` and of scikit-learn's char 1-3-gram TF-IDF + LinearSVC.

Plain folds are stratified by class; grouped folds keep near-duplicates (Jaccard of character 4-grams >= 0.4, or one
text contained in the other) in one fold.  Both learners see the same rows in every fold.
"""

import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy as np
import scipy.sparse as sparse
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold
from sklearn.svm import LinearSVC

csv.field_size_limit(10**9)
LIFANG = os.environ["LIFANG_BIN"]
DATA = pathlib.Path(os.environ["LIFANG_SHARED_DATA"]) / "complaints_teddy2020" / "labelled.csv"
SEEDS = int(os.environ.get("SEEDS", "1"))


def near_duplicate_groups(texts):
    counts = CountVectorizer(analyzer="char", ngram_range=(4, 4), binary=True).fit_transform(texts).astype(np.float32)
    sizes = np.asarray(counts.sum(1)).ravel()
    pairs = (counts @ counts.T).tocoo()
    upper = pairs.row < pairs.col
    row, col, common = pairs.row[upper], pairs.col[upper], pairs.data[upper]
    smaller = np.minimum(sizes[row], sizes[col])
    near = (common / (sizes[row] + sizes[col] - common) >= 0.4) | ((common / np.maximum(smaller, 1) >= 0.7) & (smaller >= 20))
    graph = sparse.coo_matrix((np.ones(near.sum()), (row[near], col[near])), shape=(len(texts),) * 2)
    return sparse.csgraph.connected_components(graph, directed=False)[1]


def write(path, texts, labels):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["text", "label"])
        writer.writerows(zip(texts, labels))


def ours(folder, train, test):
    columns = ["--text-column", "text", "--label-column", "label"]
    write(folder / "train.csv", *train)
    write(folder / "test.csv", *test)
    before = os.times()
    subprocess.run([LIFANG, "classify", "train", "--csv", folder / "train.csv", *columns, "--out", folder / "model"],
                   check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    report = json.loads(subprocess.run(
        [LIFANG, "classify", "eval", "--model", folder / "model", "--csv", folder / "test.csv", *columns, "--json"],
        check=True, capture_output=True, text=True).stdout)
    report["train_seconds"] = after.children_user - before.children_user
    report["bytes"] = (folder / "model").stat().st_size
    return report


def peer(train, test):
    begin = time.process_time()
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 3))
    model = LinearSVC(random_state=0).fit(vectorizer.fit_transform(train[0]), train[1])
    fitted = time.process_time()
    answers = model.predict(vectorizer.transform(test[0]))
    done = time.process_time()
    names = sorted(set(test[1]))
    return {
        "micro_f1": f1_score(test[1], answers, average="micro"),
        "macro_f1": f1_score(test[1], answers, average="macro"),
        "per_class": {n: {"f1": f} for n, f in zip(names, f1_score(test[1], answers, average=None, labels=names))},
        "us_per_text": (done - fitted) / len(test[0]) * 1e6, "train_seconds": fitted - begin,
    }


def figure(name, value, unit, peer_value, conditions):
    print(json.dumps({
        "name": name, "value": round(value, 4), "unit": unit, "peer": "scikit-learn char 1-3-gram TF-IDF + LinearSVC",
        "peer_value": None if peer_value is None else round(peer_value, 4),
        "ratio": None if not peer_value else round(value / peer_value, 3), "conditions": conditions}, ensure_ascii=False),
        flush=True)


def main():
    rows = list(csv.DictReader(open(DATA, encoding="utf-8-sig")))
    texts = np.array([row["text"] for row in rows], dtype=object)
    labels = np.array([row["label"] for row in rows])
    groups = near_duplicate_groups(texts)
    figure("near_duplicates.texts_in_groups", len(texts) - len(set(groups)), "texts", None, f"{len(texts)} texts")
    for kind in os.environ.get("FOLDS", "plain,grouped").split(","):
        mine, theirs = [], []
        for seed in range(1, SEEDS + 1):
            if kind == "plain":
                folds = StratifiedKFold(5, shuffle=True, random_state=seed).split(texts, labels)
            else:
                folds = StratifiedGroupKFold(5, shuffle=True, random_state=seed).split(texts, labels, groups)
            for train, test in folds:
                with tempfile.TemporaryDirectory() as folder:
                    data = (texts[train], labels[train]), (texts[test], labels[test])
                    mine.append(ours(pathlib.Path(folder), *data))
                    theirs.append(peer(*data))
        mean = lambda reports, key: float(np.mean([report[key] for report in reports]))
        where = f"{kind} 5-fold x {SEEDS}, {len(texts)} texts, processor time"
        for key, unit in (("micro_f1", "share"), ("macro_f1", "share"), ("us_per_text", "us"), ("train_seconds", "s")):
            figure(f"classify.{kind}.{key}", mean(mine, key), unit, mean(theirs, key), where)
        for name in sorted(set(labels)):
            f1 = lambda reports: float(np.mean([report["per_class"][name]["f1"] for report in reports]))
            figure(f"classify.{kind}.f1.{name}", f1(mine), "share", f1(theirs), where)
        figure(f"classify.{kind}.calibration_error", mean(mine, "calibration_error"), "share", None, where)
        figure(f"classify.{kind}.model_bytes", mean(mine, "bytes"), "bytes", None, where)


if __name__ == "__main__":
    if not DATA.exists():
        sys.exit(f"no data at {DATA}")
    main()
