import type { ServerResponse } from 'node:http';
import type { Protocol } from './protocol.js';
import { type JsonObject, sendEvents, sendJson } from './send.js';
import { blocksOf, type SeenMessage, type TurnUsage, usageOf } from './turn.js';

const METHOD = /\/models\/[^/:]+:(streamGenerateContent|generateContent|countTokens)$/;

/** Gemini's generateContent, streamed or not, and countTokens: https://ai.google.dev/api/generate-content */
export const gemini: Protocol = {
  handles: (path) => METHOD.test(path),
  messagesOf: (body) => (wantsJson(body) ? [] : ((body['contents'] ?? []) as Content[]).map(toSeenMessage)),
  answer(response, turn, { path, body }) {
    const method = METHOD.exec(path)?.[1];
    const usage = usageOf(turn);
    if (method === 'countTokens') {
      sendJson(response, 200, { totalTokens: usage.input });
      return;
    }
    const parts = blocksOf(turn).map((block) =>
      'text' in block ? { text: block.text } : { functionCall: { name: block.tool, args: block.input } },
    );
    const said = toMessage(wantsJson(body) ? [{ text: '{}' }] : parts, usage);
    if (method === 'generateContent') sendJson(response, 200, said);
    else if ('cut' in turn) sendCut(response, parts);
    else sendEvents(response, [said]);
  },
  refusal: (error) => ({ error: { code: 0, message: `scripted ${error}`, status: error } }),
};

interface Content {
  readonly role?: string;
  readonly parts?: readonly { readonly text?: string; readonly functionResponse?: { response?: unknown } }[];
}

/** The CLI asks so which model to take, and who speaks next. */
const wantsJson = ({ generationConfig }: JsonObject): boolean =>
  (generationConfig as { responseMimeType?: string } | undefined)?.responseMimeType === 'application/json';

function toSeenMessage({ role, parts = [] }: Content): SeenMessage {
  const answers = parts.flatMap(({ functionResponse }) => functionResponse ?? []);
  const text = [
    ...parts.map((part) => part.text ?? ''),
    ...answers.map(({ response }) => JSON.stringify(response)),
  ];
  const speaker = role === 'model' ? 'assistant' : answers.length > 0 ? 'tool' : 'user';
  return { role: speaker, text: text.join('\n') };
}

const toMessage = (parts: readonly JsonObject[], usage: TurnUsage): JsonObject => ({
  candidates: [{ content: { role: 'model', parts }, finishReason: 'STOP', index: 0 }],
  usageMetadata: {
    promptTokenCount: usage.input + usage.cacheRead + usage.cacheWrite,
    cachedContentTokenCount: usage.cacheRead,
    candidatesTokenCount: usage.output,
    totalTokenCount: usage.input + usage.cacheRead + usage.cacheWrite + usage.output,
  },
});

function sendCut(response: ServerResponse, parts: readonly JsonObject[]): void {
  sendEvents(response, [{ candidates: [{ content: { role: 'model', parts }, index: 0 }] }], true);
}
