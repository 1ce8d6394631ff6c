/** What the page tells of one claim, gathered before any HTML is made. */

import type { Certificate } from '../../certify/certificate.js';
import type { Claim } from '../../claim/claim.js';
import type { StoredCase } from '../../data/case-file.js';
import type { VerifyResult } from '../schema.js';
import type { CoqProofShown } from './coq.js';

/** One judged claim with all that its section of the page shows. */
export interface PageEntry {
  readonly claim: Claim;
  readonly judged: VerifyResult['claims'][number];
  /** The recorded argument for the verdict. */
  readonly reason?: string;
  /** The case that breaks the claim. */
  readonly witness?: StoredCase;
  /** An SVG of the witness. */
  readonly picture?: string;
  /** The proof of the witness. */
  readonly certificate?: Certificate;
  /** What Coq proves of it. */
  readonly coq: readonly CoqProofShown[];
}

/** A page's heading and its claims, in the order of the edition. */
export interface PageContent {
  readonly title: string;
  /** Where the claims come from: the seed, the version and, for own data, the file. */
  readonly origin: string;
  readonly entries: readonly PageEntry[];
  /** Of claims that are not the paper's: the edition's name, and the module as the user named it. */
  readonly own?: { readonly edition: string; readonly module: string };
}

/** The anchor of a claim's section. */
export const anchorOf = (id: string): string => `claim-${id.replace(/[^\w.-]/g, '_')}`;
