/* {% raw %} */
// Joins the notebook's widgets to their kernel. JupyterLab's whole front end can do the same at the
// price of about a hundred requests; a page of ours needs the four messages a widget is made of.
//
// Wire: https://jupyter-server.readthedocs.io/en/latest/developers/websocket-protocols.html (v1)
// Widgets: the "Jupyter widgets messaging protocol" 2.1; modules: https://anywidget.dev/en/afm/
window.pixnbPage = (() => {
  const PROTOCOL = "v1.kernel.websocket.jupyter.org";
  const base = document.body.dataset.baseUrl;
  const root = document.getElementById("pixnb-page");
  const session = newId();
  const models = new Map();
  const text = new TextEncoder();
  let socket = null;
  let kernel = "";
  let waiting = []; // messages for a socket that is not open
  let views = []; // widgets to show, by model
  let known = null; // resolves when the kernel has told its widgets
  let tries = 0;
  let leaving = false;

  function newId() {
    // crypto.randomUUID exists only on secure origins, and a page on a school's network may not be one.
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // ---- the wire -------------------------------------------------------------------------------

  function encode(channel, message, buffers) {
    const { header, parent_header, metadata, content } = message;
    const json = [header, parent_header, metadata, content].map((part) => text.encode(JSON.stringify(part)));
    const parts = [text.encode(channel), ...json, ...buffers.map(bytesOf)];
    const count = parts.length + 1;
    const offsets = [8 * (count + 1)];
    for (const part of parts) offsets.push(offsets.at(-1) + part.byteLength);
    const whole = new Uint8Array(offsets.at(-1));
    const table = new DataView(whole.buffer);
    [count, ...offsets].forEach((value, place) => table.setBigUint64(8 * place, BigInt(value), true));
    parts.forEach((part, place) => whole.set(part, offsets[place]));
    return whole;
  }

  function bytesOf(buffer) {
    return ArrayBuffer.isView(buffer)
      ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
      : new Uint8Array(buffer);
  }

  function decode(data) {
    const table = new DataView(data);
    const count = Number(table.getBigUint64(0, true));
    const offsets = Array.from({ length: count }, (_, place) => Number(table.getBigUint64(8 * (place + 1), true)));
    const part = (place) => data.slice(offsets[place], offsets[place + 1]);
    const json = (place) => JSON.parse(new TextDecoder().decode(part(place)));
    const buffers = [];
    for (let place = 5; place < count - 1; place++) buffers.push(new DataView(part(place)));
    return { header: json(1), parent_header: json(2), metadata: json(3), content: json(4), buffers };
  }

  function send(type, content, metadata = {}, buffers = []) {
    const header = {
      msg_id: newId(), msg_type: type, session, username: "", version: "5.3", date: new Date().toISOString(),
    };
    const message = encode("shell", { header, parent_header: {}, metadata, content }, buffers);
    if (socket?.readyState === WebSocket.OPEN) socket.send(message);
    else waiting.push(message);
  }

  function open() {
    const address = new URL(`${base}api/kernels/${kernel}/channels?session_id=${session}`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    socket = new WebSocket(address, PROTOCOL);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      tries = 0;
      for (const message of waiting.splice(0)) socket.send(message);
    };
    socket.onmessage = (event) => receive(decode(event.data));
    socket.onclose = () => void reopen();
  }

  // A socket can break while the kernel lives (a sleeping laptop): come back to the same kernel. When
  // the kernel is gone the models say so, and the player decides what to do.
  async function reopen() {
    if (leaving) return;
    await new Promise((resolve) => setTimeout(resolve, Math.min(250 * 2 ** tries++, 4000)));
    try {
      const reply = await fetch(`${base}api/kernels/${kernel}`, { cache: "no-store" });
      if (reply.status === 404) return bereave();
    } catch {
      // The server does not answer either: say so now, and try on.
      tellLost();
    }
    open();
  }

  function tellLost() {
    for (const model of models.values()) model.emit("comm:close");
  }

  function bereave() {
    tellLost();
    if (!models.size) pixnbWaiting.fail("the kernel is gone");
  }

  // ---- widgets --------------------------------------------------------------------------------

  class Model {
    constructor(id, state) {
      this.id = id;
      this.state = state;
      this.changed = new Set();
      this.listeners = new Map();
      this.widget_manager = { get_model: async (other) => models.get(other.replace(/^IPY_MODEL_/, "")) };
    }
    get = (name) => this.state[name];
    set = (name, value) => {
      if (Object.is(this.state[name], value)) return;
      this.state[name] = value;
      this.changed.add(name);
      this.emit(`change:${name}`, this, value);
      this.emit("change", this);
    };
    save_changes = () => {
      const state = Object.fromEntries([...this.changed].map((name) => [name, this.state[name]]));
      this.changed.clear();
      if (Object.keys(state).length) this.tell({ method: "update", state, buffer_paths: [] });
    };
    send = (content, _callbacks, buffers = []) => this.tell({ method: "custom", content }, buffers);
    on = (event, listener) => {
      this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
    };
    off = (event, listener) => {
      const names = event ? [event] : [...this.listeners.keys()];
      for (const name of names) {
        const left = listener ? (this.listeners.get(name) ?? []).filter((one) => one !== listener) : [];
        this.listeners.set(name, left);
      }
    };
    emit(event, ...details) {
      for (const listener of this.listeners.get(event) ?? []) listener(...details);
    }
    tell(data, buffers = []) {
      send("comm_msg", { comm_id: this.id, data }, { version: "2.1.0" }, buffers);
    }
    hear(data, buffers) {
      if (data.method === "custom") this.emit("msg:custom", data.content, buffers);
      if (data.method !== "update") return;
      const state = withBuffers(data.state, data.buffer_paths, buffers);
      Object.assign(this.state, state);
      for (const [name, value] of Object.entries(state)) this.emit(`change:${name}`, this, value);
      this.emit("change", this);
    }
  }

  function withBuffers(state, paths = [], buffers = []) {
    paths.forEach((path, place) => {
      const owner = path.slice(0, -1).reduce((value, key) => value[key], state);
      owner[path.at(-1)] = buffers[place];
    });
    return state;
  }

  const control = newId();

  // A kernel that was started again by itself knows nothing of the widgets on this page.
  const GONE = ["restarting", "autorestarting", "dead"];

  function receive({ header, content, buffers }) {
    if (header.msg_type === "status" && GONE.includes(content.execution_state)) bereave();
    if (header.msg_type === "comm_close") models.get(content.comm_id)?.emit("comm:close");
    if (header.msg_type !== "comm_msg") return;
    if (content.comm_id !== control) models.get(content.comm_id)?.hear(content.data, buffers);
    else if (content.data.method === "update_states") learn(content.data, buffers);
  }

  function askStates() {
    send("comm_open", { comm_id: control, target_name: "jupyter.widget.control", data: {} }, { version: "1.0.0" });
    send("comm_msg", { comm_id: control, data: { method: "request_states" } });
    return new Promise((resolve) => (known = resolve));
  }

  function learn({ states, buffer_paths: paths }, buffers) {
    const all = Object.fromEntries(Object.entries(states).map(([id, { state }]) => [id, state]));
    withBuffers(all, paths, buffers);
    for (const [id, state] of Object.entries(all)) models.has(id) || models.set(id, new Model(id, state));
    known?.();
  }

  async function show(id) {
    const model = models.get(id);
    if (!model?.state._esm) throw new Error(`no anywidget behind output ${id}`);
    // The kernel may have been warm for an hour: what it knew then is not what is on disk now.
    if ("view" in model.state) model.state.view = null;
    // It could not know the language of this browser either.
    if ("lang" in model.state) model.state.lang = document.documentElement.dataset.asked;
    const style = document.createElement("style");
    style.textContent = model.state._css ?? "";
    document.head.append(style);
    const address = URL.createObjectURL(new Blob([model.state._esm], { type: "text/javascript" }));
    const module = await import(address);
    URL.revokeObjectURL(address);
    const widget = typeof module.default === "function" ? await module.default() : (module.default ?? module);
    const place = root.appendChild(document.createElement("div"));
    await widget.initialize?.({ model });
    await widget.render?.({ model, el: place });
    await visible(place);
  }

  // The player's first screen has a heading; whoever draws something else is given a second.
  function visible(place) {
    return new Promise((resolve) => {
      const look = () => place.querySelector("h1") && resolve();
      new MutationObserver(look).observe(place, { childList: true, subtree: true });
      setTimeout(resolve, 1000);
      look();
    });
  }

  // ---- what the template calls ----------------------------------------------------------------

  function connect(id) {
    kernel = id;
    open();
  }

  function outputs(list) {
    for (const output of list) {
      const view = output.data?.["application/vnd.jupyter.widget-view+json"];
      if (view) views.push(view.model_id);
      else if (output.output_type === "error") views.push(null);
    }
  }

  async function executed() {
    try {
      if (!views.length || views.includes(null)) throw new Error("the notebook did not show its widget");
      await askStates();
      for (const id of views) await show(id);
      pixnbWaiting.done();
    } catch (error) {
      pixnbWaiting.fail(error);
    }
  }

  // Give the kernel back when the page goes away; a page that could not is found by the culler.
  addEventListener("pagehide", () => {
    leaving = true;
    const xsrf = /(?:^|; )_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? "";
    if (kernel) navigator.sendBeacon(`${base}voila/api/shutdown/${kernel}?_xsrf=${xsrf}`);
    socket?.close();
  });

  return { connect, outputs, executed };
})();
/* {% endraw %} */
