// A document beside its paper: a value leads to its place, a place on the page to its value; any value can be edited,
// and what was not read can be filled in.
import { offerFilling } from "./filling.js";
import { call, element, notice, say } from "./shell.js";

const paper = document.getElementById("paper");
const values = [...document.querySelectorAll("button.value")];
const editor = document.getElementById("editor");
let page = 0;
let zoom = 1;

if (paper) {
  const sheet = document.getElementById("sheet");
  const leaf = document.getElementById("leaf");
  const picture = document.getElementById("picture");
  const input = document.getElementById("page");
  const pages = Number(paper.dataset.pages);
  document.getElementById("back").onclick = () => show(page - 1);
  document.getElementById("on").onclick = () => show(page + 1);
  input.onchange = () => show(Number(input.value) || page);
  document.getElementById("larger").onclick = () => resize(zoom * 1.3);
  document.getElementById("smaller").onclick = () => resize(zoom / 1.3);
  picture.onerror = () => notice(say("这一页显示不出来。", "This page cannot be shown."), true);
  const filling = offerFilling(editor, { sheet, leaf, page: () => page, pages, document: paper.dataset.document });
  leaf.onclick = (event) => { if (!filling.drawing()) toValue(event); };
  for (const value of values) value.onclick = () => { toPlace(value); edit(value); };
  for (const go of document.querySelectorAll("[data-go]")) go.onclick = () => goTo(go.dataset.go);
  const start = values.find((one) => one.dataset.field === paper.dataset.field);
  show(Number(paper.dataset.page) || 1);
  if (start) toPlace(start);

  function show(wanted) {
    const goal = Math.min(Math.max(wanted, 1), pages);
    input.value = goal;
    if (goal === page) return;
    page = goal;
    mark(null);
    picture.src = `/api/v1/documents/${paper.dataset.document}/pages/${page}/picture`;
    if (page < pages) new Image().src = `/api/v1/documents/${paper.dataset.document}/pages/${page + 1}/picture`;
  }

  function resize(wanted) {
    zoom = Math.min(Math.max(wanted, 1), 5);
    leaf.style.width = `${zoom * 100}%`;
  }

  function mark(box) {
    const at = document.getElementById("mark");
    at.hidden = box === null;
    if (box === null) return;
    const [left, top, right, bottom] = box;
    Object.assign(at.style, { left: `${left * 100}%`, top: `${top * 100}%`, width: `${(right - left) * 100}%`, height: `${(bottom - top) * 100}%` });
    const middle = () => sheet.scrollTo({
      top: ((top + bottom) / 2) * leaf.clientHeight - sheet.clientHeight / 2,
      left: ((left + right) / 2) * leaf.clientWidth - sheet.clientWidth / 2,
    });
    if (picture.complete) middle();
    else picture.addEventListener("load", middle, { once: true });
  }

  function toPlace(value) {
    for (const one of values) one.classList.toggle("here", one === value);
    show(Number(value.dataset.page));
    mark(boxOf(value));
  }

  function goTo(path) {
    const value = values.find((one) => one.dataset.path === path) ?? values.find((one) => one.dataset.path.startsWith(path + "/"));
    if (value) {
      toPlace(value);
      value.scrollIntoView({ block: "center" });
      value.focus({ preventScroll: true });
    } else {
      const record = /^\/records\/(\d+)/.exec(path);
      if (record) location.search = `?record=${record[1]}`;
    }
  }

  function toValue(event) {
    const frame = leaf.getBoundingClientRect();
    const x = (event.clientX - frame.left) / frame.width;
    const y = (event.clientY - frame.top) / frame.height;
    const inside = values
      .filter((one) => Number(one.dataset.page) === page)
      .map((one) => [one, boxOf(one)])
      .filter(([, [left, top, right, bottom]]) => left <= x && x <= right && top <= y && y <= bottom)
      .sort(([, a], [, b]) => (a[2] - a[0]) * (a[3] - a[1]) - (b[2] - b[0]) * (b[3] - b[1]));
    if (!inside.length) return elsewhere(x, y);
    toPlace(inside[0][0]);
    inside[0][0].scrollIntoView({ block: "center" });
    inside[0][0].focus({ preventScroll: true });
  }

  /** A place of another record leads there. */
  async function elsewhere(x, y) {
    try {
      const told = await call("GET", `/documents/${paper.dataset.document}/fields?page=${page}&limit=500`);
      const found = told.items.find(({ box: [left, top, right, bottom], path }) =>
        left <= x && x <= right && top <= y && y <= bottom && recordOf(path) !== null && recordOf(path) !== paper.dataset.record);
      if (found) location.search = `?record=${recordOf(found.path)}&page=${page}&field=${found.id}`;
      else notice(say("这里没有读到内容。要补填，请点右边的空格。", "Nothing was read here. To fill it in, choose a blank beside the page."));
    } catch (error) {
      notice(error.message, true);
    }
  }
}

const recordOf = (path) => /^\/records\/(\d+)/.exec(path)?.[1] ?? null;

function boxOf(value) {
  return value.dataset.box.split(" ").map(Number);
}

async function edit(value) {
  if (editor.dataset.may !== "yes") return;
  try {
    fill(value, await call("GET", `/fields/${value.dataset.field}`));
    editor.showModal();
    editor.querySelector("textarea").select();
  } catch (error) {
    notice(error.message, true);
  }
}

function fill(value, told) {
  const text = element("textarea", { rows: Math.min(8, 1 + (told.value ?? "").length / 40), spellcheck: "false", "aria-labelledby": "editor-place" });
  text.value = told.value ?? "";
  const mishap = element("p", { class: "mishap", role: "alert", hidden: true });
  const decide = async (verdict, changed = null) => {
    try {
      const done = await call("POST", `/fields/${told.id}/decisions`, { verdict, value: changed, seen: told.seen });
      editor.close();
      put(value, done.field);
      notice(say("已保存", "Saved"));
    } catch (error) {
      mishap.textContent = error.message;
      mishap.hidden = false;
    }
  };
  const save = () => (text.value === (told.value ?? "") ? decide("accepted") : decide("corrected", text.value.trim() || null));
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); save(); }
  });
  editor.replaceChildren(
    element("h2", { id: "editor-place" }, told.place),
    text, mishap,
    element("p", { class: "quiet small" }, say("读作", "Read as"), ` “${told.raw}” · ${(told.confidence * 100).toFixed(1)} %`),
    element("ul", { class: "why" }, ...told.why.map((one) => element("li", {}, one.text))),
    ...told.findings.map((one) => element("p", { class: `finding ${one.severity}` }, element("strong", {}, one.about), " ", one.message)),
    element("p", { class: "row" },
      element("button", { class: "main", onclick: save }, say("保存", "Save"), element("kbd", {}, "Enter")),
      element("button", { onclick: () => decide("printed-so") }, say("原件如此", "Printed so")),
      element("button", { onclick: () => decide("unreadable") }, say("无法辨认", "Unreadable")),
      told.seen ? element("button", { onclick: () => takeBack(value, told, mishap) }, say("撤销上一个决定", "Undo last decision")) : null,
      element("button", { onclick: () => editor.close() }, say("取消", "Cancel"))),
  );
}

async function takeBack(value, told, mishap) {
  try {
    const { field } = await call("POST", `/decisions/${told.seen}/undo`);
    editor.close();
    if (field === null) location.reload(); // a value that only a person saw is gone with their decision
    else put(value, field);
  } catch (error) {
    mishap.textContent = error.message;
    mishap.hidden = false;
  }
}

function put(value, field) {
  value.replaceChildren(field.value === null ? "—" : element("bdi", {}, field.value));
  value.className = `value ${field.state} here`;
  value.focus();
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-answer], #retry, [data-retry], #reread");
  if (!button) return;
  const finding = button.closest("[data-finding]");
  try {
    if (finding) await call("POST", `/findings/${finding.dataset.finding}/answers`, { answer: button.dataset.answer });
    else if (button.id === "reread") await call("POST", `/documents/${button.dataset.document}/readings`, {});
    else await call("POST", `/documents/${button.dataset.retry ?? button.dataset.document}/retry`);
    if (button.id === "reread") notice(say("已排队重新识读；人工决定会保留。", "Queued to be read anew; decisions stay."));
    else location.reload();
  } catch (error) {
    notice(error.message, true);
  }
});
