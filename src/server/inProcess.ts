import { readParameters } from "./parameters.js";
import type { Answer, Asked, Context, Received, Route } from "./route.js";

/** What a route answers, asked in process: a page shows the same figures as the route it is drawn from. */
export async function answerOf(
  route: Route,
  given: Received,
  asked: Pick<Asked, "signal">,
  context: Context,
): Promise<unknown> {
  const sent = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const answer = await route.handle(
    { ...readParameters(route, sent), format: "json", signal: asked.signal },
    context,
  );
  return answer.kind === "json" ? answer.body : (JSON.parse(await textOf(answer)) as unknown);
}

async function textOf(answer: Answer): Promise<string> {
  if (answer.kind === "text") return answer.body;
  if (answer.kind !== "stream") throw new Error("This route answers in process in no text.");
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer.chunks) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}
