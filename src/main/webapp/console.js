"use strict";

// The console is a client of the public API and nothing more.
const REFRESH_MS = 2000;
const byId = (id) => document.getElementById(id);
let key = sessionStorage.getItem("key");
let shown = null;

async function call(path, options = {}) {
  const answer = await fetch("api/v1/" + path, {
    ...options,
    headers: { Authorization: "Bearer " + key, "Content-Type": "application/json" },
  });
  const body = await answer.json();
  if (!answer.ok) {
    throw Object.assign(new Error(body.detail || body.title), { status: answer.status });
  }
  return body;
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
  byId("timeline").replaceChildren(
    ...message.timeline.map((entry) =>
      row([
        [time(entry.at)],
        [entry.attempt],
        [entry.status, entry.status],
        [entry.kind],
        [entry.source],
        [entry.reason],
      ]),
    ),
  );
}

async function refresh() {
  const status = byId("status").value;
  const page = await call("messages?limit=50" + (status ? "&status=" + status : ""));
  byId("messages").replaceChildren(...page.items.map(messageRow));
  await showDetail();
  byId("console").hidden = false;
  byId("key-form").hidden = true;
  say(page.items.length ? `The newest ${page.items.length} messages` : "No messages yet");
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
  byId("refusal").textContent = "";
  try {
    const body = JSON.stringify({ to: byId("to").value, text: byId("text").value });
    const message = await call("messages", { method: "POST", body });
    byId("text").value = "";
    await show(message.id);
  } catch (error) {
    byId("refusal").textContent = error.message;
  }
});

byId("filter-form").addEventListener("change", () => refresh().catch(failed));

setInterval(() => key && !document.hidden && refresh().catch(failed), REFRESH_MS);
if (key) {
  refresh().catch(failed);
}
