// What stands on the page and was not read: a blank place gets its value, a list its missing row. The place on the page
// may be drawn with the pointer while the editor stands open.
import { call, element, notice, say } from "./shell.js";

/** Lets blanks and *add a row* open the editor; `drawing()` tells whether the pointer marks a place now. */
export function offerFilling(editor, paper) {
  const drawn = document.getElementById("drawn");
  let box = null;
  let from = null;
  let open = false;

  for (const blank of document.querySelectorAll("button.blank")) blank.onclick = () => fill([blank], blank.dataset.name);
  for (const add of document.querySelectorAll("button.add")) add.onclick = () => fill([...add.children], add.dataset.name);
  paper.leaf.addEventListener("pointerdown", start);
  paper.leaf.addEventListener("pointermove", stretch);
  paper.leaf.addEventListener("pointerup", end);
  paper.leaf.addEventListener("dragstart", (event) => event.preventDefault());
  editor.addEventListener("close", () => {
    open = false;
    show(null);
    paper.sheet.classList.remove("drawing");
  });
  return { drawing: () => open };

  function at(event) {
    const frame = paper.leaf.getBoundingClientRect();
    const inside = (share) => Math.min(Math.max(share, 0), 1);
    return [inside((event.clientX - frame.left) / frame.width), inside((event.clientY - frame.top) / frame.height)];
  }

  function start(event) {
    if (!open) return;
    from = at(event);
    paper.leaf.setPointerCapture(event.pointerId);
    event.preventDefault();
  }

  function stretch(event) {
    if (!open || !from) return;
    const [x, y] = at(event);
    show([Math.min(from[0], x), Math.min(from[1], y), Math.max(from[0], x), Math.max(from[1], y)]);
  }

  function end() {
    if (!open || !from) return;
    const small = !box || box[2] - box[0] < 0.004 || box[3] - box[1] < 0.003;
    if (small) show([Math.max(from[0] - 0.04, 0), Math.max(from[1] - 0.008, 0), Math.min(from[0] + 0.04, 1), Math.min(from[1] + 0.008, 1)]);
    from = null;
  }

  function show(wanted) {
    box = wanted;
    drawn.hidden = box === null;
    if (box === null) return;
    const [left, top, right, bottom] = box.map((side) => side * 100);
    Object.assign(drawn.style, { left: `${left}%`, top: `${top}%`, width: `${right - left}%`, height: `${bottom - top}%` });
  }

  function fill(places, name) {
    editor.close();
    const inputs = places.map(inputFor);
    const mishap = element("p", { class: "mishap", role: "alert", hidden: true });
    const save = () => send(inputs, mishap);
    for (const input of inputs) {
      input.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); save(); }
        if (event.key === "Escape") editor.close();
      });
    }
    const labels = inputs.map((input) => (inputs.length === 1 ? input : element("label", {}, input.getAttribute("aria-label"), input)));
    editor.replaceChildren(
      element("h2", { id: "editor-place" }, name),
      element("p", { class: "quiet small" }, say("照原件填写。可在左边页面上点一下或拖出一框，标明位置。", "Type what is printed. Click or drag on the page to mark where it stands.")),
      element("div", { class: "fill" }, ...labels), mishap,
      element("p", { class: "row" },
        element("button", { class: "main", onclick: save }, say("保存", "Save"), element("kbd", {}, "Enter")),
        element("button", { onclick: () => editor.close() }, say("取消", "Cancel"))));
    open = true;
    paper.sheet.classList.add("drawing");
    editor.show();
    if (innerWidth <= 760) paper.sheet.scrollIntoView({ block: "start" });
    inputs[0].focus({ preventScroll: true });
  }

  function inputFor(place) {
    const told = { "aria-label": place.dataset.name, "data-path": place.dataset.path };
    if (!place.dataset.choices) return element("textarea", { rows: 1, spellcheck: "false", ...told });
    const choices = place.dataset.choices.split("|").map((choice) => choice.split("="));
    return element("select", told, ...choices.map(([value, words]) => element("option", { value }, words)));
  }

  async function send(inputs, mishap) {
    const filled = inputs.filter((input) => input.value.trim());
    if (filled.every((input) => input.tagName === "SELECT")) return editor.close();
    const values = Object.fromEntries(filled.map((input) => [input.dataset.path, input.value]));
    try {
      await call("POST", `/documents/${paper.document}/values`, { values, page: paper.page(), box: box?.map((side) => Number(side.toFixed(5))) ?? null });
      notice(say("已保存", "Saved"));
      const here = new URL(location.href);
      here.searchParams.set("page", paper.page());
      location.replace(here);
    } catch (error) {
      mishap.textContent = error.message;
      mishap.hidden = false;
    }
  }
}
