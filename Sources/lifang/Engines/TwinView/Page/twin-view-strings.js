/** The words of the page in both languages; keys are the values of data-text. */
export const strings = {
  zh: {
    name: "里坊 · 孪生", skip: "跳到构件列表", stage: "立体图",
    keys: "方向键转动，+ − 远近，Home 复位，Esc 取消选择。",
    details: "选中的构件", tools: "看法", colour: "按属性着色", "colour-none": "原来的颜色", section: "剖切",
    "section-none": "不剖切", "section-y": "水平面", "section-x": "东西向", "section-z": "南北向", cut: "剖切位置",
    reset: "恢复原样", storeys: "楼层", things: "构件列表", find: "按名称或编号找", more: "再列一些",
    nothing: "还没有选中。点图上的构件，或在列表里选。", key: "编号", thing: "名称", storey: "楼层", other: "其他",
    yes: "是", no: "否", loading: "正在打开模型。", broken: "模型打不开。请检查文件，再刷新这一页。",
    flat: "这台设备画不了立体图。列表照样能用。", count: (n) => `${n} 个构件`, found: (n, all) => `找到 ${n} 个，共 ${all} 个`,
    picture: (n) => `${n} 个构件的立体图`, metres: "米",
  },
  en: {
    name: "Lifang · Twin", skip: "Skip to the list of things", stage: "3D view",
    keys: "Arrow keys turn, + − zoom, Home resets, Esc clears the selection.",
    details: "Selected thing", tools: "View", colour: "Colour by attribute", "colour-none": "Own colours", section: "Section",
    "section-none": "No section", "section-y": "Level plane", "section-x": "Across east–west", "section-z": "Across north–south",
    cut: "Place of the section", reset: "Reset the view", storeys: "Storeys", things: "List of things",
    find: "Find by name or number", more: "List more",
    nothing: "Nothing is selected. Point at a thing, or choose one in the list.", key: "Number", thing: "Name",
    storey: "Storey", other: "Other", yes: "Yes", no: "No", loading: "The model is opening.",
    broken: "The model cannot be opened. Check the file and reload this page.",
    flat: "This device cannot draw in 3D. The list works all the same.", count: (n) => `${n} things`,
    found: (n, all) => `${n} found of ${all}`, picture: (n) => `3D view of ${n} things`, metres: "m",
  },
};
