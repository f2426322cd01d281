import { expect, test } from "vitest";
import { ArtunitError } from "../../src/errors.js";
import { Thread } from "../../src/threads/threads.js";

interface RestlessCalls {
  answer(value: number): Promise<number>;
  refuse(): Promise<never>;
}

test("an error of ours arrives from a thread with its code, its sentence and its place", async () => {
  const thread = new Thread<RestlessCalls>(new URL("./restlessWorker.js", import.meta.url), null);
  const error = await thread.call.refuse().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ArtunitError);
  expect(error).toMatchObject({ code: "bad-value", message: "It is no number.", where: { position: 3 } });
  expect(await thread.call.answer(1)).toBe(1);
  await thread.close();
});
