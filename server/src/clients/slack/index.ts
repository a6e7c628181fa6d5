import { fetchText } from '../../platform/net/index.ts';

/** Answer of a webhook, to be judged by the caller. */
export interface SlackAnswer {
  readonly status: number;
  readonly text: string;
}

const longest = 3_000;

/** Slack's own escapes for text that came from elsewhere. */
export function escapeSlack(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/**
 * Posts to an incoming webhook. `isTrusted` is for addresses that the operator configured.
 * Errors: TARGET_NOT_ALLOWED, TARGET_FAILED, TARGET_TIMEOUT. Source: Slack, "Sending messages using incoming webhooks".
 */
export async function postToSlack(webhookUrl: string, message: { readonly title: string; readonly text: string }, isTrusted: boolean): Promise<SlackAnswer> {
  const [title, text] = [escapeSlack(message.title).slice(0, 300), escapeSlack(message.text).slice(0, longest)];
  const body = JSON.stringify({ text: title, blocks: [{ type: 'section', text: { type: 'mrkdwn', text: `*${title}*\n${text}`.slice(0, longest) } }] });
  return await fetchText(webhookUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body, isTrusted, maxBytes: 65_536 });
}
