/** What the page tells of one claim, gathered before any HTML is made. */

import type { Certificate } from '../../certify/certificate.js';
import type { Claim, EditionOptimizer } from '../../claim/claim.js';
import type { Case } from '../../data/case.js';
import type { StoredCase } from '../../data/case-file.js';
import type { LinkedModules } from '../../modules/linked.js';
import type { VerifyResult } from '../schema.js';
import type { CoqProofShown } from './coq.js';

/** One judged claim with all that its section of the page shows. */
export interface PageEntry {
  readonly claim: Claim;
  readonly judged: VerifyResult['claims'][number];
  /** The recorded argument for the verdict. */
  readonly reason?: string;
  /** Hypotheses in words by their ids, as the record has them. */
  readonly hypotheses: Readonly<Record<string, string>>;
  /** The case that breaks the claim. */
  readonly witness?: StoredCase;
  /** An SVG of the witness. */
  readonly picture?: string;
  /** The proof of the witness. */
  readonly certificate?: Certificate;
  /** What Coq proves of it. */
  readonly coq: readonly CoqProofShown[];
}

/** An edition of one's own in its page. */
export interface OwnPage {
  readonly edition: string;
  /** The module as the user named it. */
  readonly module: string;
  readonly linked: LinkedModules;
  /** Numbers that its cases have as vectors of length 1, by name, as one of them has them. */
  readonly vectors: NonNullable<Case['vectors']>;
  /** Its optimizers, in words. */
  readonly optimizers: readonly Pick<EditionOptimizer, 'name' | 'about' | 'settings' | 'claims'>[];
}

/** A page's heading and its claims, in the order of the edition. */
export interface PageContent {
  readonly title: string;
  /** Where the claims come from: the seed, the version and, for own data, the file. */
  readonly origin: string;
  readonly entries: readonly PageEntry[];
  /** Of claims that are not the paper's: what the explorer needs to judge them. */
  readonly own?: OwnPage;
}

/** The anchor of a claim's section. */
export const anchorOf = (id: string): string => `claim-${id.replace(/[^\w.-]/g, '_')}`;
