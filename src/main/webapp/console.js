"use strict";

// The console is a client of the public API and nothing more.
const REFRESH_MS = 2000;
const byId = (id) => document.getElementById(id);
let key = sessionStorage.getItem("key");
let shown = null;

// What is just being sent, and its key until it is known what became of it.
let sending = null;
const rendered = {};

async function call(path, options = {}) {
  const answer = await fetch("api/v1/" + path, {
    ...options,
    headers: {
      Authorization: "Bearer " + key,
      "Content-Type": "application/json",
      ...options.headers,
    },
  });
  // a proxy, or a server that stops, answers with a page
  const body = await answer.json().catch(() => ({ title: `The server answered ${answer.status}.` }));
  if (!answer.ok) {
    const why = answer.status === 401 ? "The key is wrong." : body.detail || body.title;
    throw Object.assign(new Error(why), { status: answer.status });
  }
  return body;
}

// Sent twice, by a second click or after an answer that was lost, it is one message.
function keyOf(body) {
  if (sending?.body !== body) {
    const random = crypto.getRandomValues(new Uint8Array(16));
    sending = { body, key: Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("") };
  }
  return sending.key;
}

// Only what has changed: whoever has a row in focus, or text selected, keeps it.
function render(id, items, toRow) {
  const now = JSON.stringify(items);
  if (rendered[id] === now) {
    return;
  }
  rendered[id] = now;
  const focused = document.activeElement?.dataset.id;
  byId(id).replaceChildren(...items.map(toRow));
  if (focused) {
    byId(id).querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
  }
}

function row(cells) {
  const tr = document.createElement("tr");
  for (const [text, style] of cells) {
    const td = tr.insertCell();
    td.textContent = text ?? "";
    if (style) {
      td.className = style;
    }
  }
  return tr;
}

const time = (text) => new Date(text).toLocaleString();

function messageRow(message) {
  const reason = message.reason ? `${message.reason.code} ${message.reason.name}` : "";
  const tr = row([
    [time(message.createdAt)],
    [message.to],
    [message.status, message.status],
    [reason],
    [message.price ? `${message.price} ${message.currency}` : ""],
  ]);
  tr.tabIndex = 0;
  tr.dataset.id = message.id;
  tr.addEventListener("click", () => show(message.id));
  tr.addEventListener("keydown", (event) => event.key === "Enter" && show(message.id));
  return tr;
}

async function show(id) {
  shown = id;
  await refresh();
  byId("detail").scrollIntoView({ block: "nearest" });
}

async function showDetail() {
  if (!shown) {
    return;
  }
  const message = await call("messages/" + shown);
  byId("detail").hidden = false;
  const advice = message.reason ? ` · ${message.reason.advice}` : "";
  byId("detail-of").textContent = `${message.id} to ${message.to}: ${message.status}${advice}`;
  render("timeline", message.timeline, (entry) =>
    row([
      [time(entry.at)],
      [entry.attempt],
      [entry.status, entry.status],
      [entry.kind],
      [entry.source],
      [entry.reason],
    ]),
  );
}

async function refresh() {
  const status = byId("status").value;
  const page = await call("messages?limit=50" + (status ? "&status=" + status : ""));
  render("messages", page.items, messageRow);
  await showDetail();
  byId("console").hidden = false;
  byId("key-form").hidden = true;
  const none = status ? `No message is ${status}` : "No messages yet";
  say(page.items.length ? `The newest ${page.items.length} messages` : none);
}

function say(text) {
  byId("state").textContent = text;
}

function failed(error) {
  say(error.message);
  if (error.status === 401) {
    key = null;
    sessionStorage.removeItem("key");
    byId("console").hidden = true;
    byId("key-form").hidden = false;
  }
}

byId("key-form").addEventListener("submit", (event) => {
  event.preventDefault();
  key = byId("key").value.trim();
  sessionStorage.setItem("key", key);
  refresh().catch(failed);
});

byId("send-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (byId("send").disabled) {
    return; // the answer to the last one is still awaited
  }
  byId("refusal").textContent = "";
  byId("send").disabled = true;
  try {
    const body = JSON.stringify({ to: byId("to").value, text: byId("text").value });
    const headers = { "Idempotency-Key": keyOf(body) };
    const message = await call("messages", { method: "POST", body, headers });
    sending = null;
    byId("text").value = "";
    await show(message.id);
  } catch (error) {
    byId("refusal").textContent = error.status
      ? error.message
      : "No answer: the message may have been accepted. Press Send again; it will not be sent twice.";
  } finally {
    byId("send").disabled = false;
  }
});

byId("filter-form").addEventListener("change", () => refresh().catch(failed));

setInterval(() => key && !document.hidden && refresh().catch(failed), REFRESH_MS);
if (key) {
  refresh().catch(failed);
}
