import { backup } from "./backup";
import { common } from "./common";
import { company } from "./company";
import { deals, leftOut } from "./deals";
import { dossier } from "./dossier";
import { front } from "./front";
import { glossary } from "./glossary";
import { kinds } from "./kinds";
import { knowing, review } from "./knowing";
import { library } from "./library";
import { money, notDrawn } from "./money";
import { reader } from "./reader";
import { notes } from "./notes";
import { settings } from "./settings";
import { search } from "./search";
import { shell } from "./shell";
import { table } from "./table";
import { timeline } from "./timeline";
import {
  aliasKinds,
  eventKinds,
  flows,
  precisions,
  qualifiers,
  regions,
  relations,
  saidBy,
  statuses,
  watching,
} from "./words";

/** Traditional, Simplified, English. */
export type Messages = Record<string, readonly [hant: string, hans: string, en: string]>;

/** A file per domain; a new one is added here. */
export const catalogue = {
  backup,
  common,
  shell,
  front,
  reader,
  notes,
  settings,
  search,
  kinds,
  timeline,
  company,
  deals,
  leftOut,
  dossier,
  money,
  notDrawn,
  glossary,
  library,
  table,
  knowing,
  review,
  eventKinds,
  aliasKinds,
  regions,
  flows,
  statuses,
  qualifiers,
  relations,
  saidBy,
  precisions,
  watching,
} as const satisfies Record<string, Messages>;
