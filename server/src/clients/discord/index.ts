import { fetchText } from '../../platform/net/index.ts';

const longest = 2_000;

/**
 * Posts to a webhook; nobody is mentioned, whatever the text says. `isTrusted` is for addresses that the operator configured.
 * Errors: TARGET_NOT_ALLOWED, TARGET_FAILED, TARGET_TIMEOUT. Source: Discord, "Execute Webhook".
 */
export async function postToDiscord(webhookUrl: string, message: { readonly title: string; readonly text: string }, isTrusted: boolean): Promise<{ readonly status: number; readonly text: string }> {
  const content = `**${message.title.replace(/\*/g, '\\*')}**\n${message.text}`.slice(0, longest);
  const body = JSON.stringify({ content, allowed_mentions: { parse: [] } });
  return await fetchText(webhookUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body, isTrusted, maxBytes: 65_536 });
}
