// What the pages of operation need from the rest of the house; assembly provides it.
import type { DeliveryCounts, DeliveryState } from '../domain/delivery.ts';
import type { LetterState } from '../domain/letter.ts';
import type { SuppressionReason } from '../domain/ports.ts';
import type { SourceStatus } from '../domain/source.ts';

export interface IssueRow {
  date: string;
  isHeld: boolean;
  counts: DeliveryCounts;
}

export interface DeliveryRow {
  publicId: string;
  date: string;
  address: string;
  state: DeliveryState;
  attempt: number;
  reply?: string;
  /** ISO 8601 instant of the last change. */
  changedAt: string;
}

export interface OperationPorts {
  sources(): Promise<readonly SourceStatus[]>;
  /** The last issues, latest first. */
  issues(): Promise<readonly IssueRow[]>;
  /** @throws AppError issue_unknown */
  issue(date: string): Promise<IssueRow & { heldFor?: 'operator' | 'canary' }>;
  /** @throws AppError issue_unknown, issue_unsuited */
  act(date: string, act: 'hold' | 'resume' | 'cancel'): Promise<void>;
  deliveries(state: 'deferred' | 'uncertain' | 'failed', date?: string): Promise<readonly DeliveryRow[]>;
  /** Settles one that may have been sent. */
  resolve(publicId: string, as: 'sent' | 'again'): Promise<void>;
  suppressions(): Promise<
    readonly { address?: string; mark: string; reason: SuppressionReason; at: string; detail?: string }[]
  >;
  /** @returns false where the address is not suppressed @throws AppError subscriber_invalid */
  lift(address: string): Promise<boolean>;
  /** How many had consented, by day. */
  subscribersByDay(): Promise<readonly { date: string; total: number }[]>;
  followers(): Promise<readonly { name: string; followers: number }[]>;
  letters(): Promise<readonly { state: LetterState; count: number }[]>;
}
