import { fetchText } from '../../platform/net/index.ts';

const longest = 4_096;

/** The three characters that Telegram's HTML mode reserves. */
export function escapeTelegram(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Which bot writes to whom; `apiUrl` is the operator's. */
export interface TelegramTarget {
  readonly apiUrl: string;
  readonly token: string;
  readonly chatId: string;
}

/**
 * Sends a message as a bot. Errors: TARGET_FAILED, TARGET_TIMEOUT. Source: Telegram Bot API, `sendMessage`.
 */
export async function sendTelegram({ apiUrl, token, chatId }: TelegramTarget, message: { readonly title: string; readonly text: string }): Promise<{ readonly status: number; readonly text: string }> {
  // Cut before escaping, so that no entity is cut in two.
  const room = longest - 200;
  const text = `<b>${escapeTelegram(message.title.slice(0, 150))}</b>\n${escapeTelegram(message.text.slice(0, Math.floor(room / 5)))}`;
  const body = JSON.stringify({ chat_id: chatId, text, parse_mode: 'HTML', link_preview_options: { is_disabled: true } });
  return await fetchText(`${apiUrl.replace(/\/$/, '')}/bot${token}/sendMessage`, { method: 'POST', headers: { 'content-type': 'application/json' }, body, isTrusted: true, maxBytes: 65_536 });
}
