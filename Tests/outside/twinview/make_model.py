#!/usr/bin/env python3
"""Writes a made-up compound of a few houses as model.glb and model.json: boxes per home, floor slabs and roofs."""
import json, pathlib, struct, sys

def main(folder):
    positions, ids, indices, features = [], [], [], []
    storeys = [{"id": f"s{n}", "name": {"zh": f"{n + 1} 层", "en": f"Storey {n + 1}"}, "elevation": n * 3} for n in range(6)]
    uses = ["住宅", "住宅", "住宅", "社区用房", "商业"]
    def box(x, y, z, dx, dy, dz, name, storey, use, area):
        number = len(features)
        corners = [(x + a * dx, y + b * dy, z + c * dz) for a in (0, 1) for b in (0, 1) for c in (0, 1)]
        faces = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
        for face in faces:
            start = len(positions)
            positions.extend(corners[at] for at in face)
            ids.extend([number] * 4)
            indices.extend([start, start + 1, start + 2, start, start + 2, start + 3])
        features.append({"id": number, "key": f"W{number:04d}", "name": name, "storey": storey,
                         "values": {"use": use, "area": area} if area else {"use": use}})
    for house in range(8):
        x, z = (house % 4) * 30, (house // 4) * 34
        for n in range(6):
            for home in range(4):
                use = uses[(house * 7 + n * 3 + home) % 5] if n == 0 else "住宅"
                box(x + home * 5.05, n * 3, z, 4.95, 2.7, 11, f"{house + 1} 幢 {n + 1}0{home + 1} 室", f"s{n}", use, 54.45 + n + home * 7)
            box(x - 0.3, n * 3 + 2.7, z - 0.3, 20.8, 0.3, 11.6, f"{house + 1} 幢 {n + 1} 层楼板", f"s{n}", "结构", None)
    data = b"".join(struct.pack("<3f", *p) for p in positions) + struct.pack(f"<{len(ids)}f", *ids) + struct.pack(f"<{len(indices)}I", *indices)
    low, high = ([f(p[a] for p in positions) for a in range(3)] for f in (min, max))
    count, first = len(positions), len(positions) * 12
    gltf = {"asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0]}], "nodes": [{"mesh": 0}],
            "extensionsUsed": ["EXT_mesh_features"],
            "materials": [{"pbrMetallicRoughness": {"baseColorFactor": [0.83, 0.86, 0.83, 1]}}],
            "meshes": [{"primitives": [{"attributes": {"POSITION": 0, "_FEATURE_ID_0": 1}, "indices": 2, "material": 0,
                        "extensions": {"EXT_mesh_features": {"featureIds": [{"featureCount": len(features), "attribute": 0}]}}}]}],
            "buffers": [{"byteLength": len(data)}],
            "bufferViews": [{"buffer": 0, "byteOffset": 0, "byteLength": first}, {"buffer": 0, "byteOffset": first, "byteLength": count * 4},
                            {"buffer": 0, "byteOffset": first + count * 4, "byteLength": len(indices) * 4}],
            "accessors": [{"bufferView": 0, "componentType": 5126, "count": count, "type": "VEC3", "min": low, "max": high},
                          {"bufferView": 1, "componentType": 5126, "count": count, "type": "SCALAR"},
                          {"bufferView": 2, "componentType": 5125, "count": len(indices), "type": "SCALAR"}]}
    text = json.dumps(gltf).encode()
    text += b" " * (-len(text) % 4)
    glb = struct.pack("<4sIIII", b"glTF", 2, 28 + len(text) + len(data), len(text), 0x4E4F534A) + text + struct.pack("<II", len(data), 0x4E4942) + data
    pathlib.Path(folder, "model.glb").write_bytes(glb)
    model = {"title": {"zh": "和睦里小区", "en": "Hemuli compound"}, "storeys": storeys, "features": features,
             "attributes": [{"key": "use", "name": {"zh": "用途", "en": "Use"}}, {"key": "area", "name": {"zh": "面积", "en": "Area"}, "kind": "number", "unit": "m²"}]}
    pathlib.Path(folder, "model.json").write_text(json.dumps(model, ensure_ascii=False))

main(sys.argv[1])
