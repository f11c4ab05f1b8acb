/**
 * A headless Chromium, spoken to directly through its DevTools protocol.
 *
 * Drivers of browsers want all permissions; this needs `--allow-run=chromium,google-chrome` and
 * `--allow-net=127.0.0.1`.
 *
 * @module
 */

const programs = ["chromium", "google-chrome"];

/** The browser's program; undefined where there is none. */
const program: string | undefined = programs.find((name) => {
  try {
    return Deno.statSync(`/usr/bin/${name}`).isFile;
  } catch {
    return false;
  }
});

/** The end of the name of a test that is ignored for want of a browser; empty where there is one. */
export const withoutBrowser: string = program === undefined
  ? " (ignored: there is no Chromium, run tests/integration/prepare)"
  : "";

interface Reply {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly sessionId?: string;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

type Listener = (method: string, params: Record<string, unknown>) => void;

/** How a page is looked at. */
export interface View {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: "light" | "dark";
  readonly hasScripts?: boolean;
  /** Folder for files that the page offers. */
  readonly downloads?: string;
}

/** Does work with a headless browser that is closed afterwards. */
export async function withChromium<T>(work: (browser: Chromium) => Promise<T>): Promise<T> {
  const folder = await Deno.makeTempDir({ prefix: "perdura-chromium-" });
  const process = new Deno.Command(program!, {
    args: [
      "--headless",
      "--no-sandbox", // which needs rights that containers do not give
      "--disable-dev-shm-usage",
      "--hide-scrollbars",
      "--remote-debugging-port=0",
      "--remote-allow-origins=*",
      `--user-data-dir=${folder}`,
      "about:blank",
    ],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const lines = process.stderr.pipeThrough(new TextDecoderStream()).getReader();
  let said = "";
  while (!/listening on ws:\S+\s/.test(said)) {
    const { value, done } = await lines.read();
    if (done) throw new Error(`Chromium did not start: ${said}`);
    said += value;
  }
  const drained = (async () => {
    while (!(await lines.read()).done);
  })();
  const socket = new WebSocket(/listening on (ws:\S+)/.exec(said)![1]!);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  try {
    return await work(new Chromium(socket));
  } finally {
    const closed = new Promise((resolve) => socket.onclose = resolve);
    socket.send(JSON.stringify({ id: 0, method: "Browser.close" }));
    await Promise.all([closed, process.status, drained]);
    await Deno.remove(folder, { recursive: true });
  }
}

/** A running browser. */
export class Chromium {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  readonly #listeners = new Map<string, Listener>();
  #last = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => {
      const reply: Reply = JSON.parse(data);
      if (reply.id !== undefined) this.#waiting.get(reply.id)?.(reply);
      else this.#listeners.get(reply.sessionId ?? "")?.(reply.method!, reply.params ?? {});
    };
  }

  /** Sends a command of the DevTools protocol. */
  send(
    method: string,
    params?: Record<string, unknown>,
    sessionId?: string,
  ): Promise<Record<string, unknown>> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => {
        this.#waiting.delete(id);
        if (error === undefined) resolve(result ?? {});
        else reject(new Error(`${method}: ${error.message}`));
      });
      this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) }));
    });
  }

  /** Opens an address in a window of its own that shares nothing with others. */
  async open(address: string, view: View = {}): Promise<Page> {
    const { browserContextId } = await this.send("Target.createBrowserContext");
    const { targetId } = await this.send("Target.createTarget", {
      url: "about:blank",
      browserContextId,
    });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    if (view.downloads !== undefined) {
      await this.send("Browser.setDownloadBehavior", {
        behavior: "allow",
        downloadPath: view.downloads,
        browserContextId,
      });
    }
    const page = new Page(this, String(sessionId), String(browserContextId));
    this.#listeners.set(String(sessionId), page.listener);
    await page.start(address, view);
    return page;
  }
}

/** A page in a window. */
export class Page {
  /** Requests for anything but the page, messages of the console, errors. */
  readonly noise: string[] = [];
  readonly listener: Listener;
  readonly #browser: Chromium;
  readonly #session: string;
  readonly #context: string;
  #address = "";
  #loaded: () => void = () => {};

  constructor(browser: Chromium, session: string, context: string) {
    this.#browser = browser;
    this.#session = session;
    this.#context = context;
    this.listener = (method, params) => this.#hear(method, params);
  }

  #hear(method: string, params: Record<string, unknown>): void {
    const text = (value: unknown) => JSON.stringify(value).slice(0, 300);
    if (method === "Page.loadEventFired") this.#loaded();
    if (method === "Runtime.consoleAPICalled") this.noise.push(`console: ${text(params.args)}`);
    if (method === "Runtime.exceptionThrown") this.noise.push(`error: ${text(params)}`);
    if (method === "Log.entryAdded") this.noise.push(`log: ${text(params.entry)}`);
    if (method === "Network.requestWillBeSent") {
      const { url } = params.request as { url: string };
      if (url !== this.#address) this.noise.push(`request: ${url.slice(0, 100)}`);
    }
  }

  async start(address: string, view: View): Promise<void> {
    const { width = 1280, height = 900, scheme = "light", hasScripts = true } = view;
    this.#address = address;
    for (const domain of ["Page", "Runtime", "Log", "Network"]) await this.send(`${domain}.enable`);
    await this.send("Emulation.setDeviceMetricsOverride", {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: false,
    });
    await this.send("Emulation.setEmulatedMedia", {
      features: [{ name: "prefers-color-scheme", value: scheme }],
    });
    await this.send("Emulation.setScriptExecutionDisabled", { value: !hasScripts });
    const loaded = new Promise<void>((resolve) => this.#loaded = resolve);
    const { errorText } = await this.send("Page.navigate", { url: address });
    if (errorText !== undefined) throw new Error(`Cannot open ${address}: ${errorText}`);
    await loaded;
  }

  /** Sends a command of the DevTools protocol to this page. */
  send(method: string, params?: Record<string, unknown>): Promise<Record<string, unknown>> {
    return this.#browser.send(method, params, this.#session);
  }

  /** The value of an expression in the page, awaited. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { value: T }).value;
  }

  /** Waits until an expression is true in the page. */
  async waitFor(expression: string, seconds = 60): Promise<void> {
    for (let tries = 0; tries < seconds * 10; tries++) {
      if (await this.evaluate<boolean>(`!!(${expression})`)) return;
      await new Promise((resume) => setTimeout(resume, 100));
    }
    throw new Error(`Waited ${seconds} s in vain for ${expression}`);
  }

  /** Clicks with the mouse into the middle of an element. */
  async click(selector: string): Promise<void> {
    const element = `document.querySelector(${JSON.stringify(selector)})`;
    await this.waitFor(element);
    const { x, y } = await this.evaluate<{ x: number; y: number }>(
      `(() => { const e = ${element}; e.scrollIntoView({ block: "center", behavior: "instant" });
        const r = e.getBoundingClientRect();
        return { x: r.x + r.width / 2, y: r.y + r.height / 2 }; })()`,
    );
    for (const type of ["mouseMoved", "mousePressed", "mouseReleased"]) {
      await this.send("Input.dispatchMouseEvent", { type, x, y, button: "left", clickCount: 1 });
    }
  }

  /** Writes a picture of the page; of all of it, or of what the window shows. */
  async screenshot(path: string, part: "whole" | "window" = "whole"): Promise<void> {
    const { data } = await this.send("Page.captureScreenshot", {
      captureBeyondViewport: part === "whole",
      ...(part === "whole" && { clip: await this.#size() }),
    });
    await Deno.writeFile(path, Uint8Array.fromBase64(String(data)));
  }

  async #size(): Promise<Record<string, number>> {
    const { cssContentSize } = await this.send("Page.getLayoutMetrics");
    return { ...(cssContentSize as Record<string, number>), scale: 1 };
  }

  /** Closes the window. */
  async close(): Promise<void> {
    await this.#browser.send("Target.disposeBrowserContext", { browserContextId: this.#context });
  }
}

/** Where a picture for people to look at is put: outside of the repository, kept by CI. */
export async function screenshotPath(name: string): Promise<string> {
  const folder = Deno.env.get("PERDURA_ARTEFACTS") ||
    `${Deno.env.get("HOME")}/.cache/perdura-integration/screenshots`;
  await Deno.mkdir(folder, { recursive: true });
  return `${folder}/${name}.png`;
}
