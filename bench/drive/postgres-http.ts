import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { HttpSession } from "./artunit.js";
import type { Engine } from "./engine.js";
import { HttpConnection } from "./http-client.js";
import type { PostgresCluster } from "./postgres-cluster.js";

/** PostgreSQL behind a plain HTTP handler, which answers look-ups with the JSON that Artunit answers. */
export async function postgresOverHttp(
  cluster: PostgresCluster,
): Promise<Engine & { readonly stop: () => Promise<void> }> {
  const handler = fork(fileURLToPath(new URL("postgres-handler.js", import.meta.url)), [cluster.socket]);
  const [port] = (await once(handler, "message")) as [number];
  return {
    name: "PostgreSQL over HTTP",
    open: async () => new HttpSession(await HttpConnection.open("127.0.0.1", port)),
    stop: async () => {
      handler.disconnect();
      await once(handler, "exit");
    },
  };
}
