// What every page shares: two languages, calls to the API, a notice at the foot.

export const english = document.documentElement.lang === "en";
export const say = (zh, en) => (english ? en : zh);

const cookie = (name) => document.cookie.split("; ").find((one) => one.startsWith(name + "="))?.slice(name.length + 1) ?? "";

/** Calls the API; the answer's JSON, or throws an Error with the service's own words and `status`. */
export async function call(method, path, body) {
  const headers = { Accept: "application/json", "Accept-Language": document.documentElement.lang, "X-CSRFToken": cookie("csrftoken") };
  const raw = body instanceof Blob;
  if (body !== undefined) headers["Content-Type"] = raw ? "application/octet-stream" : "application/json";
  const options = { method, headers, credentials: "same-origin", body: body === undefined || raw ? body : JSON.stringify(body) };
  let answer;
  try {
    answer = await fetch("/api/v1" + path, options);
  } catch {
    throw failure(0, say("网络不通，请稍后再试。", "The service cannot be reached. Try again."));
  }
  if (answer.status === 401) location.href = "/login?next=" + encodeURIComponent(location.pathname + location.search);
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw failure(answer.status, words(told.error));
  return told;
}

/** An error's message and what to do, in one line. */
export const words = (error) => [error?.message, error?.advice].filter(Boolean).join(" ") || say("没有成功。", "That did not work.");

function failure(status, message) {
  const error = new Error(message);
  error.status = status;
  return error;
}

export { cookie };

let timer;

/** Shows a line at the foot of the page for a while. */
export function notice(text, bad = false) {
  const place = document.getElementById("notice");
  place.textContent = text;
  place.classList.toggle("bad", bad);
  place.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => (place.hidden = true), bad ? 9000 : 4000);
}

/** An element with text and attributes; text is never markup. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((one) => one !== null && one !== undefined));
  return made;
}

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = cookie("csrftoken");
});
