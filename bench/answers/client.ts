/** A JSON object as the native API sends it. */
export type Json = Readonly<Record<string, unknown>>;
export type Parameters = Readonly<Record<string, unknown>>;

/** Asks a running server's native API; an answer that is no 200 is an error with what was asked. */
export class NativeClient {
  constructor(readonly address: string) {}

  async ask(path: string, parameters: Parameters = {}): Promise<Json> {
    const answer = await fetch(`${this.address}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(parameters),
    });
    return this.read(answer, path, parameters);
  }

  async describe(path: string): Promise<Json> {
    return this.read(await fetch(`${this.address}${path}`), path, {});
  }

  private async read(answer: Response, path: string, parameters: Parameters): Promise<Json> {
    const body = (await answer.json()) as Json;
    if (answer.status !== 200)
      throw new Error(
        `${path} ${JSON.stringify(parameters)} answered ${answer.status}: ${JSON.stringify(body)}`,
      );
    return body;
  }
}
