// What kind of mail came back: a delivery report, a complaint, an automatic reply, or none of these.
import { fieldOf } from './fields.ts';
import type { Report } from './read-report.ts';

export type MailKind = 'delivery' | 'complaint' | 'vacation' | 'unrelated';

const MAILER =
  /mailer[-_. ]?daemon|postmaster|mail(?:er)?[-_. ]?delivery|mdaemon|delivery[-_. ]?(?:status|subsystem|system|notification)|mail[-_. ]?(?:system|administrator|router)/i;
const FAILED =
  /\b(?:undeliver\w*|undelivered|returned (?:mail|message|e-?mail)|return(?:ing|ed) (?:message )?to sender|(?:mail|message|delivery|e-?mail|sending)\b.{0,30}\b(?:fail\w*|error|problem|status|delay\w*|rejected|blocked|returned|could not|notification|report)|fail(?:ed|ure)\b.{0,30}\b(?:mail|message|delivery|notice)|non-?deliver\w*|nondeliverable|could not (?:be )?deliver\w*|not delivered|delivery report|bounce|warning: (?:could not send|message)|mail (?:could|couldn't)|errors from|user unknown|unknown user|mailbox full|postmaster notify)\b|unzustellbar|nicht zugestellt|zustellung|non remis|échec|no (?:se )?(?:pudo|ha podido) entregar|mancato recapito|não (?:foi )?(?:possível|entregue)|не доставлено|недоставленное|配信(?:エラー|不能)|送信エラー|届き?ませんでした|退信|投递失败|无法送达|배달|전송 실패/i;
const AWAY =
  /\b(?:out of (?:the )?office|auto(?:matic)?[- ]?(?:reply|response|matic reply)|autoreply|auto-?responder|on (?:vacation|holiday|leave)|away from (?:my|the) (?:office|desk|e-?mail)|vacation|abwesen\w*|automatische antwort|réponse automatique|absence du bureau|respuesta automática|fuera de (?:la )?oficina|risposta automatica|fuori (?:sede|ufficio)|resposta automática|automatisch antwoord|afwezig\w*|autosvar)\b|автоответ|自動(?:返信|応答)|不在|自动回复|自動回覆|자동 ?(?:응답|회신)|부재중/i;
const COMPLAINT =
  /^(?:complaint about message from|(?:e-?mail |spam )?(?:abuse|feedback|complaint) report|spam complaint)/i;

export function kindOf(report: Report): MailKind {
  const { head, subject, from, groups } = report;
  const type = fieldOf(head, 'content-type')?.toLowerCase() ?? '';
  const hasStatus = groups.some(
    group => group.has('final-recipient') || group.has('original-recipient') || group.has('action'),
  );
  const hasFeedback = groups.some(group => group.has('feedback-type'));
  if (/report-type="?feedback-report/.test(type) || (hasFeedback && !hasStatus))
    return isSent(report) ? 'complaint' : 'unrelated';
  if (COMPLAINT.test(subject) && report.returned !== '') return 'complaint';
  if (/disposition-notification/.test(type)) return 'unrelated';
  if (/report-type="?delivery-status/.test(type) || (report.declared && hasStatus)) return 'delivery';
  if (head.has('x-failed-recipients')) return 'delivery';
  const isMailer = MAILER.test(from) || /^<?\s*>?$/.test(fieldOf(head, 'return-path') ?? 'someone');
  const hasFailed = FAILED.test(subject);
  if (!hasFailed && isAway(report)) return 'vacation';
  if (isMailer && (hasFailed || hasStatus || FAILED.test(report.notice.slice(0, 2000)))) return 'delivery';
  // Some gateways report under a name of their own: then the subject and the shape of the notice must both say it.
  if (
    hasFailed &&
    !/^\s*(?:re|fwd?|aw|wg|tr|rv)\s*:/i.test(subject) &&
    !head.has('in-reply-to') &&
    FAILED.test(report.notice.slice(0, 4000))
  )
    return 'delivery';
  return isAway(report) ? 'vacation' : 'unrelated';
}

/** A report in the text of an ordinary mail is somebody's quotation. */
function isSent({ declared, head, from }: Report): boolean {
  return declared || MAILER.test(from) || /multipart\/report/i.test(fieldOf(head, 'content-type') ?? '');
}

/** RFC 3834 §5, and what was in use before it. */
function isAway({ head, subject }: Report): boolean {
  const submitted = fieldOf(head, 'auto-submitted')?.toLowerCase() ?? 'no';
  return (
    submitted.startsWith('auto-replied') ||
    ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-auto-reply-from', 'x-autoreply-from', 'x-vacation'].some(
      name => head.has(name),
    ) ||
    /auto[-_]?reply/i.test(fieldOf(head, 'precedence') ?? '') ||
    AWAY.test(subject)
  );
}
