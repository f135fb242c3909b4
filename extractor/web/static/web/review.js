// The review queue. The next items and their pages are loaded ahead; a key decides, the next item stands at once, and
// the decision is sent behind it, in order. What the service refuses comes back with its reason and what was typed.
import { call, element, notice, say } from "./shell.js";

const AHEAD = 20;
const LOW = 8;
const page = (id) => document.getElementById(id);
const text = page("value");
let items = [];
let current = null;
let total = 0;
let unsent = 0;
let sending = Promise.resolve();
let loading = null;
let whole = false;
let exhausted = false;
let choice = -1;
const gone = new Set();
const putOff = new Set();
const pictures = new Map();

async function load() {
  loading ??= (async () => {
    const without = [...putOff, ...items.map((one) => one.id), ...(current ? [current.id] : []), ...gone];
    const told = await call("GET", `/review/next?count=${AHEAD}&without=${without.slice(-180).join(",")}`);
    const known = new Set(without);
    const fresh = told.items.filter((one) => !known.has(one.id));
    items.push(...fresh);
    exhausted = fresh.length === 0;
    total = told.waiting;
    page("held").textContent = told.held.length ? say("其他人正在复核：", "Others are reviewing: ") + told.held.join(", ") : "";
    for (const one of items.slice(0, AHEAD)) ahead(one);
  })().catch((error) => notice(error.message, true)).finally(() => (loading = null));
  return loading;
}

function ahead(item) {
  if (pictures.has(item.picture)) return;
  const picture = new Image();
  picture.src = item.picture;
  pictures.set(item.picture, picture);
}

async function next() {
  current = items.shift() ?? null;
  if (current === null && !exhausted) {
    await sending;
    await load();
    current = items.shift() ?? null;
  }
  draw();
  if (items.length < LOW && !exhausted) load();
}

function draw() {
  page("item").hidden = current === null;
  page("empty").hidden = current !== null;
  page("view").classList.toggle("bare", current === null);
  page("leaf").hidden = current === null;
  count();
  if (current === null) return;
  page("where").replaceChildren(
    element("a", { href: `/documents/${current.document}?page=${current.page}&field=${current.id}`, target: "_blank", rel: "noopener", tabindex: "-1" }, element("bdi", {}, current.document_name)),
    ` · ${say("第", "page")} ${current.page}${say(" 页", "")} · ${current.kind}${current.record ? " · " + current.record : ""}`);
  page("place").textContent = current.place;
  text.value = current.typed ?? current.value ?? "";
  choice = -1;
  page("sure").textContent = `${say("识读把握", "Confidence")} ${(current.confidence * 100).toFixed(1)} % · ${say("原样读作", "read as")} “${current.raw}”`;
  page("alternatives").replaceChildren(...current.alternatives.map((one) =>
    element("li", {}, element("button", { class: "small", tabindex: "-1", onclick: () => take(one) }, one))));
  page("why").replaceChildren(...current.why.map((one) => element("li", {}, one.text)));
  page("findings").replaceChildren(...current.findings.map((one) =>
    element("p", { class: `finding ${one.severity} ${one.state}` }, element("strong", {}, one.about), element("span", { class: "message" }, one.message))));
  page("mishap").hidden = !current.refused;
  page("mishap").textContent = current.refused ?? "";
  changed();
  text.focus({ preventScroll: true });
  text.select();
  look();
}

function count() {
  page("count").textContent = say(`还有 ${Math.max(total, 0)} 项`, `${Math.max(total, 0)} to go`);
  page("saving").textContent = unsent ? say(`保存中 ${unsent}`, `saving ${unsent}`) : "";
}

function look() {
  const shown = page("picture");
  if (shown.getAttribute("src") !== current.picture) shown.src = current.picture;
  if (shown.complete && shown.naturalWidth) place();
}

/** Moves the page so that the value stands in the middle, enlarged, with its surroundings. */
function place() {
  if (!current) return;
  const shown = page("picture"), frame = page("view").getBoundingClientRect();
  const [left, top, right, bottom] = current.box;
  const width = shown.naturalWidth, height = shown.naturalHeight;
  const fit = Math.min(frame.width / width, frame.height / height);
  const wanted = Math.min((frame.width * 0.62) / ((right - left) * width), 44 / ((bottom - top) * height) * (bottom - top > 0.03 ? 3 : 1));
  const scale = whole ? fit : Math.min(Math.max(wanted, frame.width / width * 0.9, fit), 2.4);
  const middle = (low, high, size, room) => {
    const at = room / 2 - ((low + high) / 2) * size * scale;
    return size * scale <= room ? (room - size * scale) / 2 : Math.min(0, Math.max(room - size * scale, at));
  };
  const leaf = page("leaf"), pad = 5 / scale;
  leaf.style.transform = `translate(${middle(left, right, width, frame.width)}px, ${middle(top, bottom, height, frame.height)}px) scale(${scale})`;
  Object.assign(page("mark").style, {
    left: `${left * width - pad}px`, top: `${top * height - pad}px`, borderWidth: `${2.5 / scale}px`,
    width: `${(right - left) * width + 2 * pad}px`, height: `${(bottom - top) * height + 2 * pad}px`,
  });
}

const typed = () => text.value.trim();
const isChanged = () => current !== null && typed() !== (current.value ?? "").trim();

function changed() {
  text.classList.toggle("changed", isChanged());
  page("accept").firstChild.textContent = isChanged() ? say("保存更正 ", "Save correction ") : say("确认 ", "Accept ");
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight + 4}px`;
}

function take(reading) {
  text.value = reading;
  changed();
  text.focus();
}

function other(step) {
  const all = [current.value ?? "", ...current.alternatives];
  choice = (Math.max(choice, 0) + step + all.length) % all.length;
  take(all[choice]);
}

function decide(verdict) {
  if (current === null) return;
  const item = current, value = verdict === "corrected" ? typed() || null : null;
  item.typed = verdict === "corrected" ? text.value : undefined;
  gone.add(item.id);
  putOff.delete(item.id);
  unsent += 1;
  total -= 1;
  sending = sending.then(() => send(item, { verdict, value, seen: item.seen }));
  next();
}

async function send(item, decision) {
  try {
    await call("POST", `/fields/${item.id}/decisions`, decision);
    delete item.refused;
  } catch (error) {
    gone.delete(item.id);
    total += 1;
    if (error.status === 404) notice(error.message, true);
    else back({ ...item, refused: error.message });
  } finally {
    unsent -= 1;
    count();
  }
}

/** Puts an item before all others. */
function back(item) {
  items = items.filter((one) => one.id !== item.id);
  if (current) items.unshift({ ...current, typed: isChanged() ? text.value : undefined });
  current = item;
  exhausted = false;
  draw();
}

const accept = () => decide(isChanged() ? "corrected" : "accepted");

function skip() {
  if (current === null) return;
  putOff.add(current.id);
  next();
}

async function undo() {
  await sending;
  try {
    const told = await call("POST", "/review/undo");
    gone.delete(told.field.id);
    putOff.delete(told.field.id);
    if (told.field.state === "waiting") total += 1;
    back(told.field);
    notice(say("已撤销", "Taken back"));
  } catch (error) {
    notice(error.message, true);
  }
}

function toggle() {
  whole = !whole;
  page("whole").textContent = whole ? say("放大", "Enlarge") : say("整页", "Whole page");
  place();
}

const help = () => page("keys").showModal();

const KEYS = {
  Enter: (event) => !event.shiftKey && accept(),
  F8: () => decide("printed-so"),
  F4: () => decide("unreadable"),
  F2: () => skip(),
  F9: () => toggle(),
  F1: () => help(),
  ArrowDown: () => single() && other(1),
  ArrowUp: () => single() && other(-1),
  Escape: () => { text.value = current?.value ?? ""; changed(); text.select(); },
  "?": (event) => (event.target !== text || allSelected()) && help(),
};
const single = () => current !== null && current.alternatives.length > 0 && text.scrollHeight < 80;
const allSelected = () => text.selectionStart === 0 && text.selectionEnd === text.value.length;

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || page("keys").open || event.altKey) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
    if (isChanged() && event.target === text) return; // what was typed is undone by the browser itself
    event.preventDefault();
    undo();
    return;
  }
  if (event.ctrlKey && event.key !== "Enter") return;
  if (event.metaKey) return;
  const onButton = event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement;
  if (onButton && event.key === "Enter") return;
  const does = KEYS[event.key];
  if (does && does(event) !== false) event.preventDefault();
});

text.addEventListener("input", changed);
page("picture").addEventListener("load", place);
page("picture").addEventListener("error", () => notice(say("页面图像显示不出来。", "The page cannot be shown."), true));
addEventListener("resize", () => place());
for (const [id, does] of [["accept", accept], ["printed", () => decide("printed-so")], ["unreadable", () => decide("unreadable")], ["skip", skip], ["undo", undo], ["whole", toggle], ["help", help]]) {
  page(id).addEventListener("click", () => { does(); if (id !== "help" && current) text.focus({ preventScroll: true }); });
}
page("again").addEventListener("click", () => { putOff.clear(); gone.clear(); exhausted = false; next(); });
addEventListener("beforeunload", (event) => unsent && event.preventDefault());
addEventListener("pagehide", () => { if (!unsent) call("POST", "/review/leave").catch(() => {}); });
setInterval(() => call("POST", "/review/renew").catch(() => {}), (Number(page("review").dataset.lease) * 1000) / 3);

load().then(next);
