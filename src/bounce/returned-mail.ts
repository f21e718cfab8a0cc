// Where a report that is plain text ends and the mail that came back begins.

/** Lines with which mailers begin the copy: `--- Below this line is a copy of the message.`, `Original message follows.`, … */
const COPY_BEGINS =
  /^[ \t>*|_=-]*(?:(?:this is |below (?:this line )?is )?(?:a |the )?cop(?:y|ies) of (?:the|your) (?:original )?(?:message|mail)|(?:the )?(?:original|unsent|undelivered|returned|bounced|rejected|non-?delivered) (?:message|mail|e-?mail)\b(?! (?:was|is|has|could|received|sent))|(?:the )?headers of the (?:original )?message|message (?:text|header|headers|body|content)(?: follows)?|original(?:nachricht|-nachricht)|message d'origine|message original|mensaje original|mensagem original|messaggio originale|元のメッセージ|原邮件|исходное сообщение)[^\n]{0,60}$/i;
/** Headers that a mail has and a report does not use of itself. */
const MAIL_HEADER =
  /^(?:Return-Path|Received|From|To|Cc|Subject|Date|Message-ID|MIME-Version|Content-Type|DKIM-Signature|X-Mailer|Sender|Reply-To|User-Agent):/i;
const CERTAIN_HEADER = /^(?:Return-Path|Received|Message-ID|MIME-Version|DKIM-Signature):/i;
const ENOUGH_HEADERS = 3;

/** @param text with `\n` as line end */
export function cutReturnedMail(text: string): { own: string; returned: string } {
  const lines = text.split('\n');
  const at = lines.findIndex((line, index) =>
    COPY_BEGINS.test(line) ? isFollowed(lines, index) : isHead(lines, index),
  );
  if (at < 0) return { own: text, returned: '' };
  return {
    own: lines.slice(0, at).join('\n'),
    returned: lines
      .slice(at)
      .join('\n')
      .replace(/^[^\n]*\n\s*/, keepHeader),
  };
}

/** A heading has something under it; a sentence such as "original message was sent to" goes on. */
function isFollowed(lines: readonly string[], at: number): boolean {
  const rest = lines.slice(at + 1).filter(line => line.trim() !== '');
  return rest.length === 0 || /[-:.]\s*$/.test(lines[at]!) || MAIL_HEADER.test(rest[0]!.trim());
}

/** The head of a mail: headers in a row, at least one that nobody types. */
function isHead(lines: readonly string[], at: number): boolean {
  if (!MAIL_HEADER.test(lines[at]!)) return false;
  const head: string[] = [];
  for (const line of lines.slice(at, at + 60)) {
    if (line.trim() === '') break;
    if (MAIL_HEADER.test(line)) head.push(line);
    else if (!/^(?:[ \t]|[\w-]+:)/.test(line)) break;
  }
  return head.length >= ENOUGH_HEADERS && head.some(line => CERTAIN_HEADER.test(line));
}

function keepHeader(first: string): string {
  return MAIL_HEADER.test(first) ? first : '';
}
