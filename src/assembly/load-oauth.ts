// The login by XOAUTH2 that `SMTP_OAUTH_FILE` describes.
import type { Config } from '../config.ts';
import { type OauthClient, readOauthClient } from '../deliver/oauth-client.ts';
import { AppError } from '../domain/errors.ts';
import { readYaml } from './read-yaml.ts';

/**
 * @returns undefined where no file is named
 * @throws AppError config_invalid with one line per fault: file, line, what was expected; never a value
 */
export function loadOauth({
  smtpUrl,
  smtpOauthFile,
}: Pick<Config, 'smtpUrl' | 'smtpOauthFile'>): OauthClient | undefined {
  if (smtpOauthFile === undefined) return undefined;
  const json = readYaml({ variable: 'SMTP_OAUTH_FILE', file: smtpOauthFile, code: 'config_invalid' });
  const read = readOauthClient(json.value);
  if ('faults' in read) throw json.invalid(read.faults);
  if (smtpUrl !== undefined && new URL(smtpUrl).username === '') {
    throw new AppError(
      'config_invalid',
      'SMTP_URL names no user: expected one, as in smtps://paperboy%40lab.org@smtp.lab.org, since SMTP_OAUTH_FILE is set',
    );
  }
  return read.client;
}
