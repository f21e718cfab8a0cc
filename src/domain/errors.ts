// The catalogue of errors that end a run. A bad record is data (`Reject`), never one of these.

/** Every code, with its exit code and the HTTP status a page answers with. `docs/errors.md` explains each. */
export const ERRORS = {
  config_invalid: { exit: 2, status: 500 },
  usage: { exit: 2, status: 400 },
  input_not_text: { exit: 1, status: 400 },
  input_empty: { exit: 1, status: 400 },
  input_too_large: { exit: 1, status: 413 },
  input_too_costly: { exit: 1, status: 413 },
  input_line_too_long: { exit: 1, status: 400 },
  input_unreadable: { exit: 1, status: 404 },
  format_unknown: { exit: 1, status: 400 },
  source_unreachable: { exit: 1, status: 502 },
  source_refused: { exit: 1, status: 502 },
  catalogue_invalid: { exit: 2, status: 500 },
  template_invalid: { exit: 1, status: 500 },
  subscriber_invalid: { exit: 2, status: 400 },
  subscriber_unknown: { exit: 1, status: 404 },
  paper_unknown: { exit: 1, status: 404 },
  paper_unsuited: { exit: 2, status: 409 },
  mail_unknown: { exit: 1, status: 404 },
  mail_differs: { exit: 1, status: 409 },
  issue_unknown: { exit: 1, status: 404 },
  issue_unsuited: { exit: 2, status: 409 },
  delivery_unknown: { exit: 1, status: 404 },
  suppression_unknown: { exit: 1, status: 404 },
  link_invalid: { exit: 1, status: 404 },
  data_dir_unusable: { exit: 1, status: 500 },
  database_newer: { exit: 1, status: 500 },
  database_unusable: { exit: 1, status: 500 },
  database_busy: { exit: 1, status: 503 },
  batch_incomplete: { exit: 1, status: 500 },
  port_taken: { exit: 1, status: 500 },
  smtp_unreachable: { exit: 1, status: 502 },
  dkim_invalid: { exit: 2, status: 500 },
  inbox_unusable: { exit: 1, status: 502 },
  first_issue_waits: { exit: 1, status: 409 },
  sender_busy: { exit: 75, status: 409 },
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** A broken run: a catalogued code and a sentence that quotes the value and says what was expected. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
