// What a program can see of a page's accessibility; run inside the page. Each function tells what is wrong, in words.
window.seenPage = (language) => {
  const wrong = [];
  const shown = (one) => one.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && !one.closest(".unseen, .skip");
  const what = (one) => `${one.tagName.toLowerCase()}${one.id ? "#" + one.id : ""}.${one.className} “${(one.textContent ?? "").trim().slice(0, 30)}”`;
  const all = (pick, within = document) => [...within.querySelectorAll(pick)];

  if (document.documentElement.lang !== language) wrong.push(`the language is ${document.documentElement.lang}`);
  if (!document.title.trim()) wrong.push("no title");
  for (const [pick, count] of [["main", 1], ["h1", 1], ["header", 1]]) {
    if (all(pick).length !== count) wrong.push(`${all(pick).length} of ${pick}`);
  }
  let level = 0;
  for (const heading of all("h1, h2, h3, h4").filter((one) => one.checkVisibility())) {
    const own = Number(heading.tagName[1]);
    if (own > level + 1 && !heading.closest("dialog")) wrong.push(`a level is left out: ${what(heading)}`);
    level = own;
  }
  const ids = all("[id]").map((one) => one.id);
  for (const id of new Set(ids.filter((one, at) => ids.indexOf(one) !== at))) wrong.push(`the id ${id} twice`);
  for (const one of all("[aria-labelledby], [aria-describedby], label[for]")) {
    for (const name of ["aria-labelledby", "aria-describedby", "for"]) {
      for (const id of (one.getAttribute(name) ?? "").split(" ").filter(Boolean)) {
        if (!document.getElementById(id) && one.checkVisibility()) wrong.push(`${name} leads nowhere: ${what(one)}`);
      }
    }
  }
  for (const one of all("[tabindex]")) if (one.tabIndex > 0) wrong.push(`an order of its own: ${what(one)}`);
  for (const one of all("th")) if (!one.scope && !one.closest("thead")) wrong.push(`a heading of nothing: ${what(one)}`);
  if (document.documentElement.scrollWidth > innerWidth) wrong.push(`wider than the screen: ${document.documentElement.scrollWidth}`);
  for (const one of all("button, .button, select, input:not([type=hidden]), nav a").filter(shown)) {
    const { width, height } = one.getBoundingClientRect();
    if ((width < 24 || height < 24) && one.type !== "checkbox") wrong.push(`too small (${Math.round(width)}×${Math.round(height)}): ${what(one)}`);
  }
  for (const told of contrasts(shown)) wrong.push(told);
  return wrong;

  function contrasts(shown) {
    const found = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const holder = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || !shown(holder) || holder.closest("svg, :disabled, option, script")) continue;
      const style = getComputedStyle(holder);
      const behind = ground(holder);
      const ratio = contrast(over(colour(style.color), behind, opacity(holder)), behind);
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      if (ratio < (large ? 3 : 4.5)) found.add(`contrast ${ratio.toFixed(2)}: ${what(holder)}`);
    }
    return found;
  }

  function colour(text) {
    const [red, green, blue, alpha = 1] = text.match(/[\d.]+/g).map(Number);
    return [red, green, blue, alpha];
  }

  function opacity(one) {
    let share = 1;
    for (let at = one; at; at = at.parentElement) share *= Number(getComputedStyle(at).opacity);
    return share;
  }

  function ground(one) {
    const layers = [];
    for (let at = one; at; at = at.parentElement) {
      const layer = colour(getComputedStyle(at).backgroundColor);
      if (layer[3] > 0) layers.unshift(layer);
      if (layer[3] === 1) break;
    }
    return layers.reduce((under, layer) => over(layer, under, 1), [255, 255, 255, 1]);
  }

  function over([red, green, blue, alpha], under, share) {
    const part = alpha * share;
    return [red, green, blue].map((one, at) => one * part + under[at] * (1 - part)).concat(1);
  }

  function contrast(one, other) {
    const light = (rgb) => {
      const [red, green, blue] = rgb.slice(0, 3).map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const [lighter, darker] = [light(one), light(other)].sort((a, b) => b - a);
    return (lighter + 0.05) / (darker + 0.05);
  }
};

/** Where the focus is: its place in the order of the page (-1: outside), and whether it can be seen. */
window.seenFocus = () => {
  const one = document.activeElement;
  const order = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one);
  const around = one.closest("label") && getComputedStyle(one.closest("label"));
  const outlined = [style, around].some((it) => it && it.outlineStyle !== "none" && parseFloat(it.outlineWidth) > 0);
  const at = order.indexOf(one);
  const text = (one.textContent || one.name || "").trim().slice(0, 30);
  return { at, first: at <= 1, visible: outlined, what: `${one.tagName.toLowerCase()} ${one.id} ${text}` };
};
