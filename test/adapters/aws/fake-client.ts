/** SDK clients that answer from a script, and errors as the SDK throws them. */

export interface Sent {
  readonly command: string;
  readonly input: Record<string, unknown>;
}

type Answer = object | Error;

/** A client that gives these answers one after the other; after the last one, that again. */
export function fakeClient<Client>(answers: readonly Answer[]): { client: Client; sent: Sent[] } {
  const sent: Sent[] = [];
  const send = async (command: { constructor: { name: string }; input: Record<string, unknown> }): Promise<object> => {
    const answer = answers[Math.min(sent.length, answers.length - 1)]!;
    sent.push({ command: command.constructor.name, input: command.input });
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { client: { send } as Client, sent };
}

export function serviceError(name: string, httpStatusCode: number, more: { attempts?: number; Item?: object } = {}): Error {
  const { attempts = 1, ...fields } = more;
  return Object.assign(new Error(`${name} as the service says`), { name, $metadata: { httpStatusCode, attempts }, ...fields });
}

export const noPause = async (): Promise<void> => undefined;
