/**
 * Answers requests for files as servers do: with ranges and tags, broken connections, changed
 * files, pages that are not there.
 *
 * Run as a program, it listens on a port of its own and prints it.
 */
export class FileServer {
  content = new TextEncoder().encode("id,value\n" + "0123456789\n".repeat(20_000));
  etag: string | undefined = '"first"';
  /** Answer with another range than was asked for, as some caches do: from the beginning. */
  answersFromStart = false;
  /** Break the next answer off after so many bytes. */
  cutAfter: number | undefined;
  /** The ranges that were asked for, "all" for whole files. */
  readonly asked: string[] = [];

  readonly answer = (request: Request): Response => {
    const { pathname } = new URL(request.url);
    if (pathname === "/page") {
      return new Response("<html>", { headers: { "content-type": "text/html; charset=utf-8" } });
    }
    if (pathname === "/busy") return new Response("later", { status: 503 });
    if (!pathname.endsWith("sales.csv")) return new Response("nothing", { status: 404 });
    this.asked.push(request.headers.get("range") ?? "all");
    const range = /^bytes=(\d+)-$/.exec(request.headers.get("range") ?? "");
    const ifRange = request.headers.get("if-range");
    const start = range !== null && (ifRange === null || ifRange === this.etag)
      ? this.answersFromStart ? 0 : Number(range[1])
      : undefined;
    const size = this.content.length;
    const headers = new Headers({ "content-type": "text/csv" });
    if (this.etag !== undefined) headers.set("etag", this.etag);
    if (start !== undefined && start >= size) {
      headers.set("content-range", `bytes */${size}`);
      return new Response(null, { status: 416, headers });
    }
    if (start !== undefined) headers.set("content-range", `bytes ${start}-${size - 1}/${size}`);
    const body = this.content.subarray(start ?? 0);
    headers.set("content-length", `${body.length}`);
    return new Response(this.#stream(body), { status: start === undefined ? 200 : 206, headers });
  };

  #stream(body: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
    const cut = this.cutAfter;
    this.cutAfter = undefined;
    let at = 0;
    return new ReadableStream({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 0));
        // Alone in its turn: an error takes what is still in the queue along.
        if (at === cut) return controller.error(new Error("connection reset"));
        if (at === body.length) return controller.close();
        const end = Math.min(at + 16_384, cut ?? body.length, body.length);
        controller.enqueue(body.slice(at, end));
        at = end;
      },
    });
  }
}

if (import.meta.main) {
  const server = new FileServer();
  const { addr } = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {}, onError: () => new Response() },
    (request) => {
      const { pathname, searchParams } = new URL(request.url);
      if (pathname === "/cut-next") {
        server.cutAfter = Number(searchParams.get("after"));
        return new Response();
      }
      if (pathname === "/asked") return Response.json(server.asked);
      return server.answer(request);
    },
  );
  await Deno.stdout.write(new TextEncoder().encode(`${addr.port}\n`));
}
