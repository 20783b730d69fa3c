// Verifies a log in a folder with golang.org/x/mod/sumdb: the note, every tile, the root, a receipt's path.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func fail(format string, values ...interface{}) {
	fmt.Fprintf(os.Stderr, format+"\n", values...)
	os.Exit(1)
}

func open(message []byte, vkey string) *note.Note {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		fail("key: %v", err)
	}
	opened, err := note.Open(message, note.VerifierList(verifier))
	if err != nil {
		fail("note: %v", err)
	}
	return opened
}

func hash(text string) (h tlog.Hash) {
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(raw) != 32 {
		fail("hash %q", text)
	}
	copy(h[:], raw)
	return
}

func head(text string) (int64, tlog.Hash) {
	lines := strings.Split(text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		fail("size: %v", err)
	}
	return size, hash(lines[2])
}

func main() {
	if os.Args[1] == "note" {
		message, _ := io.ReadAll(os.Stdin)
		open(message, os.Args[2])
		return
	}
	folder, vkey, entriesFile, proofFile := os.Args[2], os.Args[3], os.Args[4], os.Args[5]
	message, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		fail("%v", err)
	}
	size, root := head(open(message, vkey).Text)
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var list []tlog.Hash
		for _, i := range indexes {
			list = append(list, stored[i])
		}
		return list, nil
	})
	file, _ := os.Open(entriesFile)
	scanner := bufio.NewScanner(file)
	var entries [][]byte
	for scanner.Scan() {
		entry := append([]byte(nil), scanner.Bytes()...)
		hashes, err := tlog.StoredHashes(int64(len(entries)), entry, reader)
		if err != nil {
			fail("%v", err)
		}
		stored = append(stored, hashes...)
		entries = append(entries, entry)
	}
	if int64(len(entries)) != size {
		fail("size %d, entries %d", size, len(entries))
	}
	if computed, err := tlog.TreeHash(size, reader); err != nil || computed != root {
		fail("root differs: %v", err)
	}
	for _, tile := range tlog.NewTiles(8, 0, size) {
		width := size>>(8*uint(tile.L)) - tile.N<<8
		if width > 256 {
			width = 256
		}
		if int64(tile.W) != width { // Go lists every narrower piece too; we publish the widest
			continue
		}
		want, err := tlog.ReadTileData(tile, reader)
		if err != nil {
			fail("%v", err)
		}
		parts := strings.Split(tile.Path(), "/") // tile/8/<L>/<N>
		got, err := os.ReadFile(filepath.Join(folder, "tile", strings.Join(parts[2:], "/")))
		if err != nil || !bytes.Equal(got, want) {
			fail("tile %s differs: %v", tile.Path(), err)
		}
	}
	proof, _ := os.ReadFile(proofFile)
	sections := strings.SplitN(string(proof), "\n\n", 2)
	lines := strings.Split(sections[0], "\n")
	index, _ := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	var path tlog.RecordProof
	for _, line := range lines[2:] {
		path = append(path, hash(line))
	}
	provenSize, provenRoot := head(open([]byte(sections[1]), vkey).Text)
	if err := tlog.CheckRecord(path, provenSize, provenRoot, index, tlog.RecordHash(entries[index])); err != nil {
		fail("record: %v", err)
	}
	if other := (index + 1) % size; other != index {
		if tlog.CheckRecord(path, provenSize, provenRoot, index, tlog.RecordHash(entries[other])) == nil {
			fail("a wrong record passed")
		}
	}
}
