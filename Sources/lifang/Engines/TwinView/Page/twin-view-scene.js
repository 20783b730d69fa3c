import { GLTFLoader, OrbitControls, THREE } from "./vendor/three/three-r180.js";

const EDGE = new THREE.Color("#a56a00");
const LAMP = new THREE.Color("#f4b63f");

/**
 * The picture: one model whose vertices name their feature, drawn only when something changes.
 *
 * A feature is named by the vertex attribute `_FEATURE_ID_0` (EXT_mesh_features), or by `extras.featureId` of a node.
 */
export class TwinScene {
  constructor(canvas, onPick) {
    this.canvas = canvas;
    this.renderer = new THREE.WebGLRenderer({ canvas, antialias: true });
    this.renderer.setPixelRatio(Math.min(window.devicePixelRatio || 1, 2));
    this.renderer.localClippingEnabled = true;
    this.scene = new THREE.Scene();
    this.camera = new THREE.PerspectiveCamera(45, 1, 0.1, 10000);
    this.scene.add(new THREE.HemisphereLight(0xffffff, 0x8a938e, 2.2));
    const sun = new THREE.DirectionalLight(0xffffff, 1.6);
    sun.position.set(0.6, 1, 0.4);
    this.scene.add(sun);
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.addEventListener("change", () => this.draw());
    this.plane = new THREE.Plane(new THREE.Vector3(0, -1, 0), Infinity);
    this.parts = [];
    this.hidden = new Set();
    this.selected = null;
    this.colours = null;
    this.isAsked = false;
    this.#listen(onPick);
    new ResizeObserver(() => this.#resize()).observe(canvas);
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    const tint = () => { this.scene.background = new THREE.Color(dark.matches ? "#223032" : "#e8ede9"); this.draw(); };
    dark.addEventListener("change", tint);
    tint();
  }

  /** Loads the model; answers the set of feature numbers that have a shape. */
  async load(url) {
    const file = await new GLTFLoader().loadAsync(url);
    this.scene.add(file.scene);
    file.scene.updateMatrixWorld(true);
    file.scene.traverse((mesh) => { if (mesh.isMesh) this.#add(mesh); });
    this.box = new THREE.Box3().setFromObject(file.scene);
    this.boxes = new Map();
    for (const part of this.parts) this.#measure(part);
    this.home();
    return new Set(this.boxes.keys());
  }

  #add(mesh) {
    const shape = mesh.geometry.index ? mesh.geometry : mesh.geometry.clone();
    const vertices = shape.attributes.position.count;
    if (!shape.index) shape.setIndex([...Array(vertices).keys()]);
    if (!shape.attributes.normal) shape.computeVertexNormals();
    let owner = mesh;
    while (owner && owner.userData.featureId === undefined) owner = owner.parent;
    const given = shape.attributes._feature_id_0;
    const ids = new Int32Array(vertices);
    for (let at = 0; at < vertices; at += 1) ids[at] = given ? Math.round(given.getX(at)) : owner?.userData.featureId ?? -1;
    const original = mesh.material;
    const painted = shape.attributes.color;
    const base = new Float32Array(vertices * 3);
    for (let at = 0; at < vertices; at += 1) {
      const own = original.color ?? new THREE.Color(1, 1, 1);
      base[at * 3] = own.r * (painted ? painted.getX(at) : 1);
      base[at * 3 + 1] = own.g * (painted ? painted.getY(at) : 1);
      base[at * 3 + 2] = own.b * (painted ? painted.getZ(at) : 1);
    }
    shape.setAttribute("color", new THREE.BufferAttribute(base.slice(), 3));
    mesh.geometry = shape;
    mesh.material = new THREE.MeshLambertMaterial({
      vertexColors: true, side: THREE.DoubleSide, clippingPlanes: [this.plane], map: original.map ?? null,
      transparent: original.transparent, opacity: original.opacity,
    });
    this.parts.push({ mesh, ids, base, all: Uint32Array.from(shape.index.array) });
  }

  #measure(part) {
    const at = new THREE.Vector3();
    for (let vertex = 0; vertex < part.ids.length; vertex += 1) {
      at.fromBufferAttribute(part.mesh.geometry.attributes.position, vertex).applyMatrix4(part.mesh.matrixWorld);
      const box = this.boxes.get(part.ids[vertex]) ?? new THREE.Box3();
      this.boxes.set(part.ids[vertex], box.expandByPoint(at));
    }
  }

  #listen(onPick) {
    let down = null;
    this.canvas.addEventListener("pointerdown", (event) => { down = [event.clientX, event.clientY]; });
    this.canvas.addEventListener("pointerup", (event) => {
      if (!down || Math.hypot(event.clientX - down[0], event.clientY - down[1]) > 5) return;
      onPick(this.#hit(event));
    });
    this.canvas.addEventListener("keydown", (event) => {
      const turns = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1] };
      if (turns[event.key]) this.#turn(...turns[event.key]);
      else if (event.key === "+" || event.key === "=") this.#zoom(0.85);
      else if (event.key === "-") this.#zoom(1 / 0.85);
      else if (event.key === "Home") this.home();
      else if (event.key === "Escape") onPick(null);
      else return;
      event.preventDefault();
    });
  }

  #hit(event) {
    const frame = this.canvas.getBoundingClientRect();
    const point = new THREE.Vector2(
      ((event.clientX - frame.left) / frame.width) * 2 - 1, 1 - ((event.clientY - frame.top) / frame.height) * 2);
    const ray = new THREE.Raycaster();
    ray.setFromCamera(point, this.camera);
    const hits = ray.intersectObjects(this.parts.map((part) => part.mesh), false);
    const hit = hits.find((one) => this.plane.distanceToPoint(one.point) >= 0);
    if (!hit) return null;
    return this.parts.find((part) => part.mesh === hit.object).ids[hit.face.a];
  }

  #turn(around, over) {
    const arm = new THREE.Spherical().setFromVector3(this.camera.position.clone().sub(this.controls.target));
    arm.theta += around;
    arm.phi = Math.min(Math.PI * 0.49, Math.max(0.05, arm.phi + over));
    this.camera.position.setFromSpherical(arm).add(this.controls.target);
    this.controls.update();
    this.draw();
  }

  #zoom(factor) {
    this.camera.position.sub(this.controls.target).multiplyScalar(factor).add(this.controls.target);
    this.controls.update();
    this.draw();
  }

  #look(box) {
    const centre = box.getCenter(new THREE.Vector3());
    const half = box.getSize(new THREE.Vector3()).multiplyScalar(0.5);
    const towards = new THREE.Vector3(0.7, 0.75, 1).normalize();
    const right = new THREE.Vector3(0, 1, 0).cross(towards).normalize();
    const up = towards.clone().cross(right);
    const slope = Math.tan((this.camera.fov * Math.PI) / 360);
    // As near as all eight corners allow.
    let distance = 1;
    for (let corner = 0; corner < 8; corner += 1) {
      const arm = new THREE.Vector3(corner & 1 ? half.x : -half.x, corner & 2 ? half.y : -half.y, corner & 4 ? half.z : -half.z);
      const wide = Math.max(Math.abs(arm.dot(up)) / slope, Math.abs(arm.dot(right)) / (slope * this.camera.aspect));
      distance = Math.max(distance, arm.dot(towards) + wide);
    }
    this.camera.position.copy(centre).add(towards.multiplyScalar(distance * 1.08));
    const whole = this.box.getSize(new THREE.Vector3()).length() + distance;
    this.camera.near = whole / 5000;
    this.camera.far = whole * 8;
    this.camera.updateProjectionMatrix();
    this.controls.target.copy(centre);
    this.controls.update();
    this.draw();
  }

  /** Looks at the whole model. */
  home() { this.#look(this.box); }

  /** Looks at one feature from near by. */
  approach(feature) {
    const box = this.boxes.get(feature);
    if (box) this.#look(box.clone().expandByScalar(box.getSize(new THREE.Vector3()).length() * 0.4));
  }

  /** Colours features by a function of their number; null gives the model's own colours. */
  paint(colours) { this.colours = colours; this.#repaint(); }

  /** Marks one feature with the lamp; null marks none. */
  select(feature) {
    this.selected = feature;
    if (this.frame) this.scene.remove(this.frame);
    this.frame?.dispose();
    const box = this.boxes?.get(feature);
    this.frame = box ? new THREE.Box3Helper(box, EDGE) : null;
    if (this.frame) {
      // Drawn over everything, so that a thing behind a house is found too.
      this.frame.material.depthTest = false;
      this.frame.renderOrder = 1;
      this.scene.add(this.frame);
    }
    this.#repaint();
  }

  #repaint() {
    for (const { mesh, ids, base } of this.parts) {
      const colour = mesh.geometry.attributes.color;
      for (let at = 0; at < ids.length; at += 1) {
        const own = ids[at] === this.selected && this.selected !== null ? LAMP : this.colours?.(ids[at]);
        if (own) colour.setXYZ(at, own.r, own.g, own.b);
        else colour.setXYZ(at, base[at * 3], base[at * 3 + 1], base[at * 3 + 2]);
      }
      colour.needsUpdate = true;
    }
    this.draw();
  }

  /** Hides the features for which the function answers true; answers the number of triangles that are left. */
  hide(isHidden) {
    let left = 0;
    for (const { mesh, ids, all } of this.parts) {
      const kept = new Uint32Array(all.length);
      let count = 0;
      for (let at = 0; at < all.length; at += 3) {
        if (isHidden(ids[all[at]])) continue;
        kept.set(all.subarray(at, at + 3), count);
        count += 3;
      }
      mesh.geometry.setIndex(new THREE.BufferAttribute(kept.slice(0, count), 1));
      left += count / 3;
    }
    this.draw();
    return left;
  }

  /** Cuts away what lies beyond a share of the model along an axis; answers the place in metres, or null. */
  cut(axis, share) {
    if (!axis) {
      this.plane.constant = Infinity;
      this.draw();
      return null;
    }
    const place = this.box.min[axis] + (this.box.max[axis] - this.box.min[axis]) * share;
    this.plane.normal.set(axis === "x" ? -1 : 0, axis === "y" ? -1 : 0, axis === "z" ? -1 : 0);
    this.plane.constant = place + 1e-4;
    this.draw();
    return place;
  }

  #resize() {
    const { clientWidth, clientHeight } = this.canvas;
    if (!clientWidth || !clientHeight) return;
    this.renderer.setSize(clientWidth, clientHeight, false);
    this.camera.aspect = clientWidth / clientHeight;
    this.camera.updateProjectionMatrix();
    this.draw();
  }

  /** Draws once before the next frame. */
  draw() {
    if (this.isAsked) return;
    this.isAsked = true;
    requestAnimationFrame(() => {
      this.isAsked = false;
      this.renderer.render(this.scene, this.camera);
    });
  }

  /** A colour of the picture from its written form. */
  static colour(text) { return new THREE.Color(text); }
}
