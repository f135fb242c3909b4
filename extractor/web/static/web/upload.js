// Files and folders dropped or chosen, sent one by one; what became of each is told with a link.
import { call, cookie, element, say, words } from "./shell.js";

const LARGE = 8e6;
const BREAKS = 20;

const drop = document.getElementById("drop");
const sent = document.getElementById("sent");
const waiting = [];
let sending = false;

for (const id of ["files", "folder"]) {
  const input = document.getElementById(id);
  input.addEventListener("change", () => {
    take([...input.files]);
    input.value = "";
  });
}
for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => hover(event, true));
for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, (event) => hover(event, false));
drop.addEventListener("drop", async (event) => {
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  take(entries.length ? (await Promise.all(entries.map(filesOf))).flat() : [...event.dataTransfer.files]);
});
addEventListener("beforeunload", (event) => {
  if (sending) event.preventDefault();
});

function hover(event, over) {
  event.preventDefault();
  drop.classList.toggle("over", over);
}

async function filesOf(entry) {
  if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return (await Promise.all(found.map(filesOf))).flat();
    found.push(...some);
  }
}

function take(files) {
  for (const file of files.filter((one) => !one.name.startsWith("."))) {
    const bar = element("progress", { max: 1, value: 0 });
    const told = element("span", {}, say("等待上传", "waiting"));
    sent.prepend(element("li", {}, element("bdi", {}, file.name), " ", bar, " ", told));
    waiting.push({ file, bar, told });
  }
  if (!sending) next();
}

function next() {
  const one = waiting.shift();
  sending = one !== undefined;
  if (!one) return;
  const most = Number(drop.dataset.most) * 1e6;
  if (one.file.size > most) return finish(one, { message: say("文件太大。", "The file is too large."), advice: say("请拆分后再上传。", "Split it.") });
  if (one.file.size > LARGE) return inParts(one);
  const request = new XMLHttpRequest();
  const body = new FormData();
  body.append("files", one.file, one.file.name);
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) one.bar.value = event.loaded / event.total;
    one.told.textContent = say("上传中", "sending");
  };
  request.onerror = () => finish(one, { message: say("网络中断。", "The connection broke."), advice: say("请再上传一次。", "Send it again.") });
  request.onload = () => {
    let told = {};
    try { told = JSON.parse(request.responseText); } catch { /* no JSON: told below */ }
    if (Array.isArray(told)) finish(one, told[0].error, told[0]);
    else finish(one, told.error ?? { message: say("没有成功。", "That did not work.") });
  };
  request.open("POST", "/api/v1/documents");
  request.setRequestHeader("Accept-Language", document.documentElement.lang);
  request.setRequestHeader("X-CSRFToken", cookie("csrftoken"));
  request.send(body);
}

/** A large file goes piece by piece; where the connection breaks it is taken up again for some minutes. */
async function inParts(one) {
  one.told.textContent = say("上传中", "sending");
  try {
    let told = await call("POST", "/uploads", { name: one.file.name, size: one.file.size });
    for (let broken = 0; !told.result; ) {
      try {
        const piece = one.file.slice(told.received, told.received + told.piece);
        told = await call("PUT", `/uploads/${told.id}?offset=${told.received}`, piece);
        broken = 0;
      } catch (error) {
        if ((error.status !== 0 && error.status !== 409 && error.status < 500) || ++broken > BREAKS) throw error;
        one.told.textContent = say("网络中断，稍后接着传", "the connection broke; going on soon");
        await new Promise((done) => setTimeout(done, 1000 * broken));
        told = await call("GET", `/uploads/${told.id}`).catch(() => told);
      }
      one.bar.value = told.received / one.file.size;
    }
    finish(one, told.result.error, told.result);
  } catch (error) {
    finish(one, { message: error.message });
  }
}

function finish(one, error, told) {
  one.bar.remove();
  one.told.replaceChildren();
  if (error) {
    one.told.className = "mishap small";
    one.told.textContent = words(error);
  } else if (told.document) {
    const link = element("a", { href: "/documents/" + told.document }, say(`文档 ${told.document}`, `document ${told.document}`));
    const text = told.duplicate ? say("已有同一文件：", "Already here: ") : say(`已收下，${told.pages} 页：`, `Taken in, ${told.pages} pages: `);
    one.told.append(text, link);
  } else one.told.textContent = say("系统中已有同一文件。", "The same file is here already.");
  document.body.dispatchEvent(new Event("uploaded"));
  next();
}
